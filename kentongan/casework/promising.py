"""Setting a case's clocks: which rules hold, when each ends, and what the queue is sorted by."""

from collections.abc import Iterable
from datetime import datetime

from kentongan.casework.models import Case, Deadline
from kentongan.catalogue.models import DeadlineRule
from kentongan.catalogue.shelf import shelf
from kentongan.places.directory import directory
from kentongan.toolbox.working_time import TermUnit, term

Binds = DeadlineRule.Binds
CITYS = (Binds.VERIFY, Binds.FORWARD, Binds.FIRST_ANSWER, Binds.ACT)
"""The clocks that bind the city; the reply window binds the reporters, and begins with a claim."""


def plan(case: Case, *, start: datetime, binds: Iterable[Binds]) -> list[Deadline]:
    """Return the deadlines that bind the case from `start` on, not yet saved."""
    calendar = directory().calendar
    wanted = set(binds)
    day = start.astimezone(calendar.zone).date()
    rules = shelf().rules_for(case.service_type, day)
    return [_deadline(case, rule, start) for rule in rules if rule.binds in wanted]


def _deadline(case: Case, rule: DeadlineRule, start: datetime) -> Deadline:
    unit: TermUnit = "hours" if rule.unit == DeadlineRule.TermUnit.HOURS else "working_days"
    ends = term(start, rule.amount, unit, directory().calendar)
    return Deadline(
        case=case,
        binds=rule.binds,
        rule=rule,
        due_at=ends.due_at,
        set_at=start,
        derivation=ends.derivation(),
    )


def point_at(case: Case, deadlines: Iterable[Deadline], *, otherwise: datetime) -> None:
    """Set the case's pointers: the next unmet deadline, and the promise to the reporter.

    A case without any rule is due at `otherwise`: it surfaces in the queue rather than sinking.
    """
    ahead = [d for d in deadlines if d.met_at is None and d.replaced_at is None]
    case.due_at = min((d.due_at for d in ahead), default=otherwise)
    promised = [d.due_at for d in ahead if d.binds == Binds.ACT]
    if promised:
        case.promised_at = promised[0]


def meet(case: Case, *binds: Binds, at: datetime) -> None:
    """Stop these clocks and point the case at the next; at most two statements."""
    running = list(case.deadlines.filter(met_at=None, replaced_at=None))
    met = [deadline.pk for deadline in running if deadline.binds in binds]
    if met:
        Deadline.objects.filter(pk__in=met).update(met_at=at)
    ahead = [deadline for deadline in running if deadline.pk not in met]
    point_at(case, ahead, otherwise=case.due_at)


def set_anew(case: Case, *, start: datetime, at: datetime) -> list[Deadline]:
    """Replace every running clock by what the rules say of the case as it is now."""
    running = case.deadlines.filter(met_at=None, replaced_at=None)
    binds = [Binds(value) for value in running.values_list("binds", flat=True)]
    running.update(replaced_at=at)
    fresh = Deadline.objects.bulk_create(plan(case, start=start, binds=binds))
    point_at(case, fresh, otherwise=at)
    return fresh
