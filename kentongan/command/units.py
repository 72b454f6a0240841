"""Units: for which somebody speaks, and what stands above and below in the line of report."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from kentongan.people.models import Membership, Role, User
from kentongan.people.permissions import Act, allowing
from kentongan.places.directory import directory
from kentongan.places.models import Unit

LEADING = (Role.HEAD, Role.LEADER)
MAYOR = "mayor"


def own_units(user: User) -> dict[int, Unit]:
    """Return the units for which the user may direct, by id (no statement of its own)."""
    return {m.unit_id: m.unit for m in allowing(user, Act.DIRECT)}


def trusted_units(user: User) -> set[int]:
    """Return those of whose secrets the user may know (one statement).

    A unit's secrets are its head's; where a unit has none, of everybody who may direct there.
    """
    mine = allowing(user, Act.DIRECT)
    led = {m.unit_id for m in mine if m.role in LEADING}
    others = {m.unit_id for m in mine} - led
    if not others:
        return led
    heads = Membership.objects.filter(unit__in=others, role__in=LEADING, user__is_active=True)
    return led | (others - set(heads.values_list("unit_id", flat=True)))


def above(unit_id: int | None) -> Iterator[int]:
    """Yield the unit and every one it reports to; a circle in the data ends the walk."""
    units, seen = directory().units, set[int]()
    while unit_id is not None and unit_id in units and unit_id not in seen:
        seen.add(unit_id)
        yield unit_id
        unit_id = units[unit_id].reports_to_id


def below(unit: Unit) -> list[Unit]:
    """Return the units to which one may direct, at any depth; the mayor's may to all."""
    others = [each for each in directory().units.values() if each.is_active and each.pk != unit.pk]
    if unit.kind == MAYOR:
        return others
    return [each for each in others if unit.pk in above(each.pk)]


def people_of(unit_id: int) -> list[User]:
    """Return who answers for a unit, with their standing (three statements).

    Its heads; where it has none, whoever may direct there.
    """
    held = Membership.objects.filter(unit=unit_id, user=OuterRef("pk"))
    here = User.objects.filter(Exists(held), is_active=True).order_by("pk")
    known = list(here.prefetch_related("memberships__unit"))
    for user in known:
        user.standing = tuple(user.memberships.all())
    speaking = [user for user in known if unit_id in own_units(user)]
    leading = [u for u in speaking if _leads(u, unit_id)]
    return leading or speaking


def _leads(user: User, unit_id: int) -> bool:
    return any(m.unit_id == unit_id and m.role in LEADING for m in user.standing)
