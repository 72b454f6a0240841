"""Noting: words among those at work."""

from datetime import datetime

from django.db import transaction

from kentongan.casework.holding import hold, sentence
from kentongan.casework.models import Case, Note
from kentongan.casework.repeating import see_new
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act


@transaction.atomic
def note(case: Case, text: str, *, by: User, at: datetime) -> Note:
    """Leave a note on a case, open or closed; the public never sees it.

    :raises AlreadySaid: if the same person left the same a moment ago
    """
    case = hold(case, Act.NOTE, by=by)
    words = sentence(text, field="text")
    see_new(case.notes.all(), by=by, at=at, text=words)
    left = Note.objects.create(case=case, by=by, at=at, text=words)
    record("case.noted", about=("case", case.pk), by=by, at=at, row=left.pk)
    return left
