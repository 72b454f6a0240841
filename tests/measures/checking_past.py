"""What a moment was, remembered when it was, against what is found of it later."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from kentongan.casework.models import Case, Deadline
from kentongan.measures.balancing import Equation
from kentongan.measures.past.picture import HEARD_WITHIN, look_back
from kentongan.measures.past.standing import OPEN_THEN
from kentongan.measures.picture import take_picture

WHERE = ("id", "service_type_id", "jurisdiction_id", "unit_id", "due_at", "is_oversight")


class Moment(NamedTuple):
    """The open cases and the wall's sums."""

    cases: dict[int, tuple[Any, ...]]
    hours: tuple[int | None, ...]
    today: Equation
    ended: dict[str, int]
    ever: Equation | None
    sources: dict[str, datetime]


def remember(at: datetime) -> Moment:
    seen = take_picture(at)
    cases = {row[0]: row[1:] for row in Case.objects.open().values_list(*WHERE)}
    heard = {name: last for name, last in seen.sources.items() if last > at - HEARD_WITHIN}
    return Moment(cases, seen.hours, seen.today, seen.ended, seen.ever, heard)


def check_past(at: datetime, then: Moment) -> None:
    """What became a matter of oversight since is told as it is now: its place is hidden."""
    found = {row[0]: row[1:] for row in _found(at)}
    assert found.keys() == then.cases.keys()
    for pk, (*where, due_at, is_oversight) in found.items():
        *was, was_due_at, was_oversight = then.cases[pk]
        assert where == was or is_oversight > was_oversight, (pk, where, was)
        without_clock = was_due_at not in {d.due_at for d in Deadline.objects.filter(case=pk)}
        assert due_at == was_due_at or (without_clock and max(due_at, was_due_at) <= at), pk
    seen = look_back(at)
    assert seen.work.city.open == len(then.cases)
    assert seen.hours == then.hours, (at, seen.hours, then.hours)
    assert seen.today == then.today, (at, seen.today, then.today)
    assert seen.ended == then.ended, (at, seen.ended, then.ended)
    assert seen.ever == then.ever
    assert seen.sources == then.sources, (at, seen.sources, then.sources)


def _found(at: datetime) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        columns = ", ".join(WHERE)
        cursor.execute(f"SELECT {columns} FROM ({OPEN_THEN}) AS o", {"at": at})  # noqa: S608
        return list(cursor.fetchall())
