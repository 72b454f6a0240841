"""What is late goes up: first to whoever issued it, then step by step to those above them.

A reminder goes out a day before, or at half of a short term. What is secret climbs within its own
chain alone.
"""

from datetime import datetime, timedelta

from django.db import transaction

from kentongan.command.models import Charge, Climb, Directive
from kentongan.command.units import above
from kentongan.journal.recording import record

BATCH = 100
EVERY = timedelta(days=1)
"""Between two steps up; our own choice."""


def remind_directives(*, at: datetime) -> int:
    """Remind of up to `BATCH` charges that are due soon; returns how many."""
    due = Charge.objects.filter(remind_at__lte=at).order_by("remind_at")
    return sum(_remind(pk, at=at) for pk in due.values_list("pk", flat=True)[:BATCH])


def climb_directives(*, at: datetime) -> int:
    """Hand up to `BATCH` late charges one step up; returns how many."""
    due = Charge.objects.filter(climb_at__lte=at).order_by("climb_at")
    return sum(_climb(pk, at=at) for pk in due.values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _remind(pk: int, *, at: datetime) -> bool:
    charge = _hold(pk)
    if charge is None or charge.remind_at is None or charge.remind_at > at:
        return False
    charge.remind_at = None
    charge.save(update_fields=["remind_at"])
    if charge.due_at > at:  # else the clock stood still, and the miss says it
        about = ("directive", charge.directive_id)
        record("directive.reminded", about=about, by=None, at=at, row=charge.pk)
    return True


@transaction.atomic
def _climb(pk: int, *, at: datetime) -> bool:
    charge = _hold(pk)
    if charge is None or charge.climb_at is None or charge.climb_at > at:
        return False
    path = way_up(charge.directive)
    number = Climb.objects.filter(charge=charge, due_at=charge.due_at).count()
    charge.climb_at = charge.climb_at + EVERY if number + 1 < len(path) else None
    charge.save(update_fields=["climb_at"])
    if number < len(path):
        climb = Climb.objects.create(
            charge=charge, step=number + 1, unit_id=path[number], due_at=charge.due_at, at=at
        )
        _tell(charge, climb, at=at)
    return True


def _tell(charge: Charge, climb: Climb, *, at: datetime) -> None:
    about, told = ("directive", charge.directive_id), {"row": charge.pk, "climb": climb.pk}
    if climb.step == 1:
        record("directive.missed", about=about, by=None, at=at, **told)
    else:
        record("directive.escalated", about=about, by=None, at=at, **told)


def way_up(directive: Directive) -> list[int]:
    """Return the units that hear of a miss, in order: the issuer's, those of the wholes above it,
    then, if it is no secret, the line of report up to the mayor."""
    units = [directive.unit_id]
    while directive.parent is not None:
        directive = directive.parent.directive
        units.append(directive.unit_id)
    if not directive.is_secret:
        units += above(units[-1])
    return list(dict.fromkeys(units))


def _hold(pk: int) -> Charge | None:
    """Lock the tree of a charge, unless somebody is at it; return the charge as it is now."""
    charge = Charge.objects.select_related("directive").get(pk=pk)
    root = charge.directive.root_id or charge.directive_id
    if not Directive.objects.select_for_update(skip_locked=True).filter(pk=root).first():
        return None
    charge.refresh_from_db()
    return charge
