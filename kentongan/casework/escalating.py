"""Escalating: a case goes up one step, from its officer to the head, the secretary, the mayor.

After a missed deadline the clock hands it up, after a dispute the reporters do.
"""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import Q, QuerySet

from kentongan.casework.holding import facts, keep
from kentongan.casework.models import Case, Deadline, Escalation
from kentongan.casework.promising import CITYS
from kentongan.catalogue.models import DeadlineRule
from kentongan.catalogue.pace import pace
from kentongan.journal.recording import record
from kentongan.places.directory import directory
from kentongan.toolbox.counting_back import begun_before
from kentongan.toolbox.working_time import TermUnit

Step = Escalation.Step
BATCH = 200
Unit = DeadlineRule.TermUnit
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
    # What the inspectorate looks into goes up within it: nobody else may know of it.
    unit_id = case.unit_id if case.is_oversight else unit_at(step, case.unit_id)
    return Escalation.objects.create(
        case=case, deadline=deadline, step=step, unit_id=unit_id, at=at
    )


def unit_at(step: Step, unit_id: int) -> int:
    """Return the unit that a step up leads to: its own head, the secretariat, or the mayor."""
    units = directory().units
    wanted = KINDS.get(step)
    return next((pk for pk, unit in units.items() if unit.kind == wanted), unit_id)


def escalate_due(*, at: datetime) -> int:
    """Hand up to `BATCH` cases one step up whose miss is old enough for it; returns how many.

    How old stands in the city's data, for each step. Each case is handed up once a step, however
    many clocks are running: whoever holds it looks again at where it stands.
    """
    handed = 0
    for step in Step:
        overdue = _overdue(step, at).order_by("missed_at").values_list("pk", flat=True)
        handed += sum(_escalate(pk, step, at=at) for pk in overdue[:BATCH])
    return handed


def _overdue(step: Step, at: datetime) -> QuerySet[Deadline]:
    """The unmet deadlines missed so long ago that their cases go from below this step to it."""
    days, hours = pace().escalate_days[step - 1], pace().escalate_hours[step - 1]
    is_old = Q()
    for unit, amount in (
        (Unit.WORKING_DAYS, days),
        (Unit.WORKING_HOURS, hours),
        (Unit.HOURS, hours),
    ):
        before = begun_before(at, amount, cast(TermUnit, unit.value), directory().calendar)
        is_old |= Q(rule__unit=unit, missed_at__lt=before)
    return Deadline.objects.filter(
        is_old,
        met_at=None,
        replaced_at=None,
        missed_at__isnull=False,
        binds__in=CITYS,
        case__step=step - 1,
        case__closed_at=None,
        case__paused_until=None,
    )


@transaction.atomic
def _escalate(pk: int, step: Step, *, at: datetime) -> bool:
    """Hand up the case of one deadline, unless somebody is at it, or it was met meanwhile."""
    waiting = Case.objects.filter(deadlines=pk, step=step - 1, closed_at=None, paused_until=None)
    case = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    deadline = Deadline.objects.filter(pk=pk, met_at=None, replaced_at=None).first()
    row = hand_up(case, deadline=deadline, at=at) if case and deadline else None
    if case is None or deadline is None or row is None:
        return False
    told = {"row": row.pk, "step": row.step, "binds": deadline.binds, **facts(case)}
    record("case.escalated", about=("case", case.pk), by=None, at=at, **told)
    return True
