"""At which counters somebody may serve: with a role of the whole city at all, else at their own."""

from django.db.models import QuerySet

from kentongan.counter.models import Office
from kentongan.people.models import User
from kentongan.people.permissions import Act, Scope, allowing, leave_of


def offices_of(user: User) -> "QuerySet[Office]":
    """Return the offices at whose counter the user may serve, by code (no statement yet)."""
    held = allowing(user, Act.SERVE_COUNTER)
    offices = Office.objects.select_related("unit").order_by("code")
    if any(leave_of(membership).scope == Scope.CITY for membership in held):
        return offices
    return offices.filter(unit__in=[membership.unit_id for membership in held])
