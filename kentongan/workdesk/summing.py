"""Where the numbers of a desk add up: the page of the number to which all its cases belong."""

from urllib.parse import urlencode

from django.urls import reverse

from kentongan.people.models import User
from kentongan.people.permissions import Act, Scope, allowing, leave_of
from kentongan.places.directory import directory


def sums_link(user: User) -> str:
    """Return the address of the equation of a user's place, unit or city; "" if none is theirs."""
    if not allowing(user, Act.WATCH_WALL):
        return ""
    page, held = reverse("wall_rows"), allowing(user, Act.SEE)
    scopes = {leave_of(membership).scope for membership in held}
    if not held or Scope.CITY in scopes:
        return page
    unit = held[0].unit
    if Scope.PLACE in scopes and unit.governs_id:
        return f"{page}?{urlencode({'wilayah': directory().jurisdictions[unit.governs_id].code})}"
    return f"{page}?{urlencode({'unit': unit.code})}"
