"""Escalating: a case goes up one step, from its officer to the head, the secretary, the mayor.

After a missed deadline the clock hands it up, after a dispute the reporters do.
"""

from datetime import datetime

from kentongan.casework.holding import keep
from kentongan.casework.models import Case, Deadline, Escalation
from kentongan.places.directory import directory

Step = Escalation.Step
KINDS = {Step.SECRETARY: "secretariat", Step.MAYOR: "mayor"}


def hand_up(case: Case, *, deadline: Deadline | None = None, at: datetime) -> Escalation | None:
    """Hand a held case one step up; None if it stands on the mayor's list already.

    The caller's own entry tells of it.
    """
    if case.step >= Step.MAYOR:
        return None
    case.step += 1
    step = Step(case.step)
    keep(case, "step", at=at)
    return Escalation.objects.create(
        case=case, deadline=deadline, step=step, unit_id=unit_at(step, case.unit_id), at=at
    )


def unit_at(step: Step, unit_id: int) -> int:
    """Return the unit that a step up leads to: its own head, the secretariat, or the mayor."""
    units = directory().units
    wanted = KINDS.get(step)
    return next((pk for pk, unit in units.items() if unit.kind == wanted), unit_id)
