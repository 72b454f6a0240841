"""Those whom a letter asks to decide, and the language in which anybody at work is written to."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Prefetch

from kentongan.people.models import Membership, User
from kentongan.people.permissions import PERMISSIONS, Act
from kentongan.places.directory import directory


def deciders(act: Act) -> Iterator[User]:
    """Everybody whose role may do this, with where they sit (two statements)."""
    roles = [role for role, leave in PERMISSIONS.items() if act in leave.acts]
    held = Membership.objects.filter(role__in=roles, user=OuterRef("pk"))
    seats = Prefetch("memberships", Membership.objects.select_related("unit").order_by("pk"))
    for user in User.objects.filter(Exists(held), is_active=True).prefetch_related(seats):
        user.standing = tuple(user.memberships.all())
        yield user


def language_of(user: User) -> str:
    """Their own language where the city speaks it, else the city's first."""
    spoken = directory().profile.languages
    return user.language if user.language in spoken else str(spoken[0])
