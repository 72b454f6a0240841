"""Those at work who might be written to, with their standing, read once for a whole batch."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from kentongan.people.models import Membership, Role, User

LEADING = (Role.HEAD, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Staff:
    """Open accounts by id."""

    users: dict[int, User] = field(default_factory=dict)

    def one(self, pk: int | None) -> list[User]:
        """Return the account, if it is open."""
        user = self.users.get(pk) if pk else None
        return [user] if user else []

    def of(self, unit_id: int, *roles: Role) -> list[User]:
        """Return those who have one of the roles in the unit; everybody of it if nobody has."""
        here = [
            (user, {m.role for m in user.standing if m.unit_id == unit_id})
            for user in self.users.values()
        ]
        chosen = [user for user, held in here if held.intersection(roles)]
        return chosen or [user for user, held in here if held]

    def keeping_the_gate(self) -> list[User]:
        """Return the operators."""
        everybody = self.users.values()
        return [u for u in everybody if any(m.role == Role.OPERATOR for m in u.standing)]


def staff_of(units: Iterable[int], people: Iterable[int], *, has_gate: bool) -> Staff:
    """Return who belongs to the units, the people named, and the operators (two statements)."""
    sought = Q(pk__in=set(people)) | Q(memberships__unit__in=set(units))
    if has_gate:
        sought |= Q(memberships__role=Role.OPERATOR)
    held = Prefetch("memberships", Membership.objects.select_related("unit").order_by("pk"))
    found = User.objects.filter(sought, is_active=True).distinct().prefetch_related(held)
    users = {user.pk: user for user in found.order_by("pk")}
    for user in users.values():
        user.standing = tuple(user.memberships.all())
    return Staff(users)
