"""Ending a case, however it ends, and refusing one: nothing is ever deleted.

Done is never said here: a unit claims it (`claiming`), and somebody else confirms (`confirming`).
"""

from datetime import datetime

from django.db import transaction

from kentongan.casework.holding import facts, hold_workable, keep, sentence
from kentongan.casework.models import Case, Disposition, Stage
from kentongan.casework.promising import Binds, meet
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act

Outcome = Disposition.Outcome
Reason = Disposition.Reason
OFFERED = (Reason.UNFOUNDED, Reason.ABUSIVE, Reason.IN_COURT, Reason.DUPLICATE)
"""For a refusal today. What is incomplete is asked for, what is not ours is referred."""


@transaction.atomic
def refuse(case: Case, reason: Reason, text: str, *, by: User, at: datetime) -> Disposition:
    """End the case without doing it; the reason code and the sentence go to the reporter.

    :raises AlreadyClosed: if somebody else closed it first
    """
    case = hold_workable(case, Act.REFUSE, by=by)
    words = sentence(text, field="text")
    return end(
        Disposition(case=case, by=by, at=at, outcome=Outcome.REFUSED, reason=reason, text=words)
    )


def end(
    disposition: Disposition, *, helper: User | None = None, **particulars: object
) -> Disposition:
    """End the case that the caller holds; writes `case.<outcome>` with what belongs to it.

    :param helper: who took down the word of a reporter that ended it
    """
    case, at = disposition.case, disposition.at
    disposition.save(force_insert=True)
    meet(case, *Binds, at=at)
    case.stage, case.closed_at, case.outcome = Stage.CLOSED, at, disposition.outcome
    keep(case, "stage", "closed_at", "outcome", "due_at", "promised_at", at=at)
    told = {"row": disposition.pk, "reason": disposition.reason, **particulars, **facts(case)}
    kind = f"case.{disposition.outcome}"
    record(kind, about=("case", case.pk), by=disposition.by or helper, at=at, **told)
    return disposition
