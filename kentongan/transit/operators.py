"""Operators, their vehicles, and the keys by which their positions come in."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.people.keys import digest_of
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict
from kentongan.transit.models import Operator, PositionKey, Vehicle


class KnownAlready(Conflict):
    code = "operator_known_already"
    sentence = _("There is an operator with this code already.")


@transaction.atomic
def add_operator(
    code: str, name: str, *, by: User | None, at: datetime, is_simulation: bool = False
) -> Operator:
    """Let an operator tell positions.

    :raises KnownAlready: if the code is taken
    """
    if Operator.objects.filter(code=code).exists():
        raise KnownAlready
    operator = Operator.objects.create(
        code=code, name=name, added_at=at, is_simulation=is_simulation
    )
    record("operator.added", about=("operator", operator.pk), by=by, at=at)
    return operator


@transaction.atomic
def add_vehicles(
    operator: Operator, codes: Iterable[str], *, by: User | None, at: datetime
) -> list[Vehicle]:
    """Make vehicles known; those that are known stay as they are. Returns the new ones."""
    known = set(operator.vehicles.values_list("code", flat=True))
    new = [
        Vehicle(operator=operator, code=code[:60], added_at=at)
        for code in dict.fromkeys(codes)
        if code and code not in known
    ]
    Vehicle.objects.bulk_create(new)
    told = {"operator": operator.pk, "count": len(new)}
    record("vehicles.added", about=("operator", operator.pk), by=by, at=at, **told)
    return new


@transaction.atomic
def give_key(
    operator: Operator, key: str, *, vehicle: Vehicle | None = None, by: User | None, at: datetime
) -> PositionKey:
    """Let positions in that come with this key: the operator's, or of one vehicle alone."""
    kept = PositionKey.objects.create(
        operator=operator, vehicle=vehicle, digest=digest_of(key), added_at=at
    )
    record("position_key.given", about=("operator", operator.pk), by=by, at=at, row=kept.pk)
    return kept


@transaction.atomic
def close_keys(operator: Operator, *, by: User | None, at: datetime) -> int:
    """Let no key of an operator open anything any more; returns how many there were."""
    count = operator.keys.filter(closed_at=None).update(closed_at=at)
    record("position_key.withdrawn", about=("operator", operator.pk), by=by, at=at, count=count)
    return count


def holder_of(key: str) -> PositionKey | None:
    """Return what a key opens, if it is valid (one statement)."""
    return (
        PositionKey.objects.select_related("operator", "vehicle")
        .filter(digest=digest_of(key), closed_at=None)
        .first()
    )
