"""Answering: words to the reporter while the work goes on."""

from datetime import datetime

from django.db import transaction

from kentongan.casework.holding import hold_verified, keep, sentence
from kentongan.casework.models import Answer, Case
from kentongan.casework.promising import Binds, meet
from kentongan.casework.repeating import see_new
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act


@transaction.atomic
def answer(case: Case, text: str, *, by: User, at: datetime) -> Answer:
    """Tell the reporter how it stands. Only closing keeps the promise.

    :raises AlreadySaid: if the same person told them the same a moment ago
    """
    case = hold_verified(case, Act.ANSWER, by=by)
    words = sentence(text, field="text")
    see_new(case.answers.all(), by=by, at=at, text=words)
    given = Answer.objects.create(case=case, by=by, at=at, text=words)
    meet(case, Binds.FIRST_ANSWER, at=at)
    keep(case, "due_at", "promised_at", at=at)
    record("case.answered", about=("case", case.pk), by=by, at=at, row=given.pk)
    return given
