"""How many open cases wait, for the numbers beside the queue: one statement, of bounded cost.

Each number is counted up to `MOST` and no further; beyond that nobody needs to know whether it
is 1,200 or 1,300 to see that there is too much, and the page stays as quick as it was.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from kentongan.casework.models import Case, Stage
from kentongan.people.models import User

MOST = 1000


class Counts(NamedTuple):
    """Open cases the user may see; `MOST` means that many or more."""

    mine: int = 0
    unverified: int = 0
    asked: int = 0
    claimed: int = 0
    late: int = 0
    handed_up: int = 0
    open: int = 0


def least_step(user: User) -> int:
    """From which step on what was handed up is this user's: the mayor's list, the secretary's."""
    kinds = {membership.unit.kind for membership in user.standing}
    return 3 if "mayor" in kinds else 2 if kinds == {"secretariat"} else 1


def count_open(user: User, *, at: datetime) -> Counts:
    """Count what waits (one statement, however many numbers)."""
    reach = Case.objects.reachable_by(user).open().order_by()
    if reach.query.is_empty():
        return Counts()
    # Compiled once; the conditions below only narrow it.
    sql, params = reach.values_list("due_at").query.sql_with_params()
    narrower: tuple[tuple[str, list[Any]], ...] = (  # in the order of `Counts`
        ("AND casework_case.officer_id = %s", [user.pk]),
        ("AND casework_case.stage = %s", [Stage.RECEIVED]),
        ("AND casework_case.stage = %s", [Stage.ASKED]),
        ("AND casework_case.stage = %s", [Stage.CLAIMED]),
        ("AND casework_case.due_at < %s", [at]),
        ("AND casework_case.step > 0 AND casework_case.step >= %s", [least_step(user)]),
        ("", []),
    )
    one = f"(SELECT count(*) FROM ({sql} {{}} LIMIT {MOST}) AS one)"  # noqa: S608 - Django's own SQL
    parts = [one.format(condition) for condition, _ in narrower]
    with connection.cursor() as cursor:
        given = [value for _, own in narrower for value in (*params, *own)]
        cursor.execute(f"SELECT {', '.join(parts)}", given)
        return Counts._make(cursor.fetchone())
