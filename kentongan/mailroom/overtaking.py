"""Whether what a letter to somebody at work says is still so, as it is about to go out."""

from kentongan.casework.models import Deadline, Objection
from kentongan.mailroom.memos import ASSIGNED, ESCALATED
from kentongan.mailroom.minding import Told
from kentongan.people.models import User


def still_holds(told: Told, user: User) -> bool:
    """Whether there is still something to do, and it is this reader's (no statement)."""
    entry, case, row = told
    if isinstance(row, Objection):
        return row.decided_at is None
    if case is None or not case.is_open:
        return False
    if isinstance(row, Deadline):
        return row.met_at is None and row.replaced_at is None and row.stopped_at is None
    if entry.kind == ASSIGNED:
        return case.officer_id == user.pk
    return entry.kind != ESCALATED or case.step >= int(entry.particulars["step"])
