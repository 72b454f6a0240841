"""Looking up accounts among many, by a part of the name, the sign-in name or the unit's name."""

from django.db.models import Prefetch, Q, QuerySet

from kentongan.people.models import Membership, User
from kentongan.places.directory import directory

MOST_SHOWN = 500
MANY = 30
"""More accounts than one takes in at a glance: from here on there is a search box."""
LONGEST = 100


def look_up(typed: str) -> QuerySet[User]:
    """Return the accounts that what was typed fits, the open ones first; all for nothing."""
    held = Prefetch("memberships", Membership.objects.order_by("pk"))
    everybody = User.objects.defer("password").prefetch_related(held)
    wanted = typed.strip().replace("\0", "")[:LONGEST]
    if wanted:
        of_unit = Membership.objects.filter(unit__in=_units(wanted.casefold())).values("user")
        named = Q(name__icontains=wanted) | Q(username__icontains=wanted)
        everybody = everybody.filter(named | Q(pk__in=of_unit))
    return everybody.order_by("-is_active", "name")[:MOST_SHOWN]


def _units(wanted: str) -> list[int]:
    """The units whose code or name, in whatever language, has it."""
    return [
        unit.pk
        for unit in directory().units.values()
        if any(wanted in name.casefold() for name in (unit.code, *unit.names.values()))
    ]
