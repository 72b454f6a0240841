"""Setting aside: it is no report at all (spam). Nothing is deleted; reopening restores it."""

from datetime import datetime

from django.db import transaction

from kentongan.casework.closing import Outcome, end
from kentongan.casework.holding import hold_workable, sentence
from kentongan.casework.models import Case, Disposition
from kentongan.people.models import User
from kentongan.people.permissions import Act


@transaction.atomic
def set_aside(case: Case, text: str, *, by: User, at: datetime) -> Disposition:
    """End a case as no report; it is kept, counted apart, and can be restored.

    :raises AlreadyClosed: if somebody else closed it first
    """
    case = hold_workable(case, Act.SET_ASIDE, by=by)
    words = sentence(text, field="text")
    return end(Disposition(case=case, by=by, at=at, outcome=Outcome.SET_ASIDE, text=words))
