"""How many open cases wait, for the numbers beside the queue: one statement, of bounded cost.

Each number is counted up to `MOST` and no further; beyond that nobody needs to know whether it
is 1,200 or 1,300 to see that there is too much, and the page stays as quick as it was.

While nothing is committed anywhere, nothing can have changed: the statement names the snapshot
under which the numbers were counted, and counts again only if the database sees another one. Only
"past the deadline" moves by itself; so the numbers hold for `HOLD` seconds at most.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from kentongan.casework.models import Case, Stage
from kentongan.casework.selecting import CaseQuerySet
from kentongan.people.models import User
from kentongan.toolbox.schemas import current

MOST = 1000
HOLD = 10
MOST_DESKS = 10_000
"""People whose numbers a process keeps."""


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


class Kept(NamedTuple):
    """What was counted, under which snapshot of the database, and in which ten seconds."""

    snapshot: str
    tick: int
    counts: Counts


_kept: dict[tuple[str, int], Kept] = {}


def count_open(user: User, *, at: datetime) -> Counts:
    """Count what waits (one statement, however many numbers)."""
    reach = Case.objects.reachable_by(user).open().order_by()
    if reach.query.is_empty():
        return Counts()
    desk, tick = (current().schema_name, user.pk), int(at.timestamp()) // HOLD
    kept = _kept.get(desk)
    if kept and (kept.tick != tick or connection.in_atomic_block):
        kept = None  # a transaction sees its own rows under the same snapshot
    statement, params = _statement(user, reach, at)
    with connection.cursor() as cursor:
        cursor.execute(statement, [kept.snapshot if kept else "", *params])
        snapshot, counted = cursor.fetchone()
    if counted is None and kept:
        return kept.counts
    if len(_kept) >= MOST_DESKS:
        _kept.clear()
    _kept[desk] = Kept(snapshot, tick, Counts._make(counted))
    return _kept[desk].counts


def _statement(user: User, reach: CaseQuerySet, at: datetime) -> tuple[str, list[Any]]:
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
    parts = ", ".join(one.format(condition) for condition, _ in narrower)
    counted = f"CASE WHEN seen = %s THEN NULL ELSE ARRAY[{parts}] END"
    now = "(SELECT pg_current_snapshot()::text AS seen) AS now"
    given = [value for _, own in narrower for value in (*params, *own)]
    return f"SELECT seen, {counted} FROM {now}", given  # noqa: S608
