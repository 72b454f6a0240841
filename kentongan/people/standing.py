"""Loading whoever is signed in, with all that every page asks about them, in one statement."""

import json
from typing import Any

from kentongan.people.models import Membership, SavedFilter, User
from kentongan.places.directory import directory

ONE_USER = """
    SELECT u.*,
           (SELECT json_agg(json_build_array(m.id, m.unit_id, m.role) ORDER BY m.id)
              FROM people_membership m WHERE m.user_id = u.id) AS held,
           (SELECT json_agg(json_build_array(f.id, f.name, f.query) ORDER BY f.name, f.id)
              FROM people_savedfilter f WHERE f.user_id = u.id) AS saved
      FROM people_user u
     WHERE u.id = %s AND u.is_active
"""


def load(user_id: int) -> User | None:
    """Return the active user with standing and saved filters; None if the account is closed."""
    user: Any = next(iter(User.objects.raw(ONE_USER, [user_id])), None)
    if user is None:
        return None
    user.standing = tuple(_membership(user, *held) for held in _rows(user.held))
    user.kept_filters = tuple(
        SavedFilter(pk=pk, user=user, name=name, query=query)
        for pk, name, query in _rows(user.saved)
    )
    return user  # type: ignore[no-any-return]


def _membership(user: User, pk: int, unit_id: int, role: str) -> Membership:
    membership = Membership(pk=pk, user=user, unit_id=unit_id, role=role)
    unit = directory().units.get(unit_id)
    if unit is not None:  # one added a second ago is asked for when it is needed
        membership.unit = unit
    return membership


def _rows(value: Any) -> list[list[Any]]:
    return json.loads(value) if isinstance(value, str) else value or []
