"""Reckoning a deadline's moment, and replacing it by another: the old row stays, with its sum."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from kentongan.casework.models import Case, Deadline, Pause
from kentongan.catalogue.models import DeadlineRule
from kentongan.places.directory import directory
from kentongan.toolbox.working_time import Stretch, TermUnit, term


def reckon(
    case: Case, rule: DeadlineRule, start: datetime, pauses: Sequence[Stretch] = ()
) -> Deadline:
    """Return the deadline that a rule sets from `start` on, not yet saved."""
    unit = cast(TermUnit, rule.unit)
    ends = term(start, rule.amount, unit, directory().calendar, pauses)
    return Deadline(
        case=case,
        binds=rule.binds,
        rule=rule,
        due_at=ends.due_at,
        set_at=start,
        derivation=ends.derivation(),
    )


def moved(case: Case, old: Deadline, pauses: Sequence[Stretch]) -> Deadline:
    """Return the deadline reckoned again by the term that was frozen with it, and the pauses."""
    told = old.derivation or {"amount": old.rule.amount, "unit": old.rule.unit}
    unit = cast(TermUnit, told["unit"])
    ends = term(old.set_at, told["amount"], unit, directory().calendar, pauses)
    return Deadline(
        case=case,
        binds=old.binds,
        rule_id=old.rule_id,
        due_at=ends.due_at,
        set_at=old.set_at,
        derivation=ends.derivation(),
    )


def swap(pairs: Sequence[tuple[Deadline, Deadline]], *, at: datetime) -> list[Deadline]:
    """Put each new deadline in the place of the old one, where the moment or the rule differs.

    Returns those that hold now. A miss that was noticed is not undone: such a one stays.
    """
    changing = [(old, new) for old, new in pairs if _differs(old, new)]
    stays = [old for old, new in pairs if not _differs(old, new)]
    Deadline.objects.filter(pk__in=[old.pk for old, _ in changing]).update(replaced_at=at)
    for old, new in changing:
        new.replaces = old
    return [*Deadline.objects.bulk_create([new for _, new in changing]), *stays]


def _differs(old: Deadline, new: Deadline) -> bool:
    return old.due_at != new.due_at or old.rule_id != new.rule_id


def pauses_of(case: Case, *, until: datetime, is_running: bool = True) -> list[Stretch]:
    """Return when the case's clocks stood still; one that still runs, until the moment given."""
    pauses = Pause.objects.filter(case=case)
    if not is_running:
        pauses = pauses.filter(ended_at__isnull=False)
    return [(began, ended or until) for began, ended in pauses.values_list("at", "ended_at")]
