"""Closing: the work is done and the reporter is told; or it is refused, with a reason."""

from datetime import datetime

from django.db import transaction

from kentongan.casework.holding import facts, hold_open, hold_verified, keep, sentence
from kentongan.casework.models import Case, Disposition, Stage
from kentongan.casework.promising import Binds, meet
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act

Outcome = Disposition.Outcome
Reason = Disposition.Reason


@transaction.atomic
def close(case: Case, text: str, *, by: User, at: datetime) -> Disposition:
    """End the case with an answer.

    :raises NotVerified: if nobody has let it pass the gate
    :raises AlreadyClosed: if somebody else closed it first
    """
    case = hold_verified(case, Act.CLOSE, by=by)
    return _end(Disposition(case=case, by=by, at=at, outcome=Outcome.DONE, text=text))


@transaction.atomic
def refuse(case: Case, reason: Reason, text: str, *, by: User, at: datetime) -> Disposition:
    """End the case without doing it; the reason code and the sentence go to the reporter.

    :raises AlreadyClosed: if somebody else closed it first
    """
    case = hold_open(case, Act.REFUSE, by=by)
    return _end(
        Disposition(case=case, by=by, at=at, outcome=Outcome.REFUSED, reason=reason, text=text)
    )


def _end(disposition: Disposition) -> Disposition:
    case, at = disposition.case, disposition.at
    disposition.text = sentence(disposition.text, field="text")
    disposition.save(force_insert=True)
    meet(case, *Binds, at=at)
    case.stage, case.closed_at, case.outcome = Stage.CLOSED, at, disposition.outcome
    keep(case, "stage", "closed_at", "outcome", "due_at", "promised_at", at=at)
    record(
        "case.closed" if disposition.outcome == Outcome.DONE else "case.refused",
        about=("case", case.pk),
        by=disposition.by,
        at=at,
        row=disposition.pk,
        reason=disposition.reason,
        **facts(case),
    )
    return disposition
