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
    late: int = 0
    open: int = 0


def count_open(user: User, *, at: datetime) -> Counts:
    """Count what waits (one statement, however many numbers)."""
    reach = Case.objects.reachable_by(user).open().order_by()
    if reach.query.is_empty():
        return Counts()
    asked_for = (  # in the order of `Counts`
        reach.filter(officer=user),
        reach.filter(stage=Stage.RECEIVED),
        reach.filter(stage=Stage.ASKED),
        reach.past_promise(at),
        reach,
    )
    parts: list[str] = []
    params: list[Any] = []
    for cases in asked_for:
        sql, values = cases.values_list("due_at")[:MOST].query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS one)")  # noqa: S608 - Django's own SQL
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return Counts._make(cursor.fetchone())
