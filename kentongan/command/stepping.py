"""A step of a charge: the row that says who, when and why, and the pointers that follow it."""

from datetime import datetime, timedelta

from kentongan.command.models import Charge, Step
from kentongan.people.models import User

EARLY = timedelta(days=1)
"""How long before the due date somebody is reminded; of a short term its last half."""
State = Charge.State
ENDS = frozenset({State.ACCEPTED, State.WITHDRAWN})
AT_REST = ENDS | {State.REPORTED}
"""States in which the addressee owes nothing: no reminder, no climbing."""


def clocks(due_at: datetime, at: datetime) -> dict[str, datetime]:
    """Return when to remind of a due date set now, and when to hand up what was missed."""
    return {"remind_at": due_at - min(EARLY, (due_at - at) / 2), "climb_at": due_at}


def step(
    charge: Charge,
    state: str,
    text: str = "",
    *,
    due_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Step:
    """Write the step and move the charge; the caller holds its tree (two statements)."""
    charge.state = state
    if state in ENDS:
        charge.done_at = at
    if state in AT_REST:
        charge.remind_at = charge.climb_at = None
    if due_at is not None:
        charge.due_at = due_at
        charge.remind_at, charge.climb_at = clocks(due_at, at).values()
    charge.save(update_fields=["state", "done_at", "due_at", "remind_at", "climb_at"])
    return Step.objects.create(charge=charge, state=state, text=text, due_at=due_at, by=by, at=at)
