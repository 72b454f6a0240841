"""The people of a drill: whoever works in the city, with their own passwords, and nobody else.

Copied are names, sign-in names, passwords as they are kept, and roles in units. Addresses and
telephone numbers are not, so no letter has anywhere to go; nor are heads of RT and RW, who are
neighbours, and staff of council groups, whose groups stay behind.
"""

from typing import NamedTuple

from kentongan.people.models import Membership, Role, User, Wish
from kentongan.places.models import Unit

NOT_COPIED = frozenset({Role.NEIGHBOUR, Role.COUNCIL})


class Colleague(NamedTuple):
    """Somebody at work: what signs them in, and as what they work where."""

    username: str
    name: str
    password: str
    language: str
    roles: tuple[tuple[str, str], ...]  # code of the unit, role


def staff() -> list[Colleague]:
    """Return who works in the current city (two statements)."""
    people = User.objects.filter(is_active=True).prefetch_related("memberships__unit")
    found = []
    for user in people.order_by("pk"):
        kept = [m for m in user.memberships.all() if m.role not in NOT_COPIED]
        roles = tuple((each.unit.code, each.role) for each in kept if each.unit.is_active)
        if roles:
            told = (user.username, user.name, user.password, user.language)
            found.append(Colleague(*told, roles))
    return found


def seat(colleagues: list[Colleague]) -> int:
    """Give these people accounts in the current city; returns how many."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    users = User.objects.bulk_create(
        User(
            username=each.username,
            name=each.name,
            password=each.password,
            language=each.language,
            letters=Wish.NONE,
        )
        for each in colleagues
    )
    Membership.objects.bulk_create(
        Membership(user=user, unit=units[code], role=role)
        for user, each in zip(users, colleagues, strict=True)
        for code, role in each.roles
        if code in units
    )
    return len(users)
