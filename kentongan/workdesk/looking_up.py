"""Looking up accounts among many, by a part of the name, the sign-in name or the unit's name."""

from typing import NamedTuple

from django.db.models import Prefetch, Q, QuerySet

from kentongan.people.models import Membership, User
from kentongan.places.directory import directory

PAGE = 50
MOST_PAGES = 10_000
MANY = 30
"""More accounts than one takes in at a glance: from here on there is a search box."""
LONGEST = 100


class Leaf(NamedTuple):
    """Some of the accounts found, and which pages lie beside; 0 where there is none."""

    accounts: list[User]
    before: int
    after: int


def look_up(typed: str, page: str = "") -> Leaf:
    """Return a page of the accounts that what was typed fits, the open ones first."""
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    number = min(max(number, 1), MOST_PAGES)
    start = (number - 1) * PAGE
    found = list(_fitting(typed)[start : start + PAGE + 1])
    return Leaf(found[:PAGE], number - 1, number + 1 if len(found) > PAGE else 0)


def _fitting(typed: str) -> QuerySet[User]:
    held = Prefetch("memberships", Membership.objects.order_by("pk"))
    everybody = User.objects.defer("password").prefetch_related(held)
    wanted = typed.strip().replace("\0", "")[:LONGEST]
    if wanted:
        of_unit = Membership.objects.filter(unit__in=_units(wanted.casefold())).values("user")
        named = Q(name__icontains=wanted) | Q(username__icontains=wanted)
        everybody = everybody.filter(named | Q(pk__in=of_unit))
    return everybody.order_by("-is_active", "name", "pk")


def _units(wanted: str) -> list[int]:
    """The units whose code or name, in whatever language, has it."""
    return [
        unit.pk
        for unit in directory().units.values()
        if any(wanted in name.casefold() for name in (unit.code, *unit.names.values()))
    ]
