"""What our code asks of the database, taken down once so that it can be asked again without us.

A parameter that was new with this one request (a reference, an id handed out by an earlier
statement) becomes a mark; the replay puts a new value there every time.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from psycopg.types.json import Json, Jsonb

from tests.statements import Statement, statements

T = TypeVar("T")


@dataclass(frozen=True)
class Fresh:
    """A value that must be new every time; marks of one name share it within a round."""

    name: str
    length: int


@dataclass(frozen=True)
class Returned:
    """The id that an earlier statement of the same round gave."""

    by: int


@dataclass(frozen=True)
class Step:
    """One statement to replay."""

    sql: str
    params: tuple[Any, ...]


def probe(act: Callable[[], T], fresh_of: Callable[[T], Mapping[str, str]]) -> list[Step]:
    """Take down what an act sends; `fresh_of` what it returns gives the values that were new."""
    with statements() as seen:
        made = act()
    fresh = fresh_of(made)
    ids: dict[int, int] = {}
    steps = []
    for number, statement in enumerate(seen):
        steps.append(_step(statement, {value: name for name, value in fresh.items()}, ids))
        if statement.returned is not None:
            ids.setdefault(statement.returned, number)
    return steps


def _step(statement: Statement, fresh: Mapping[str, str], ids: Mapping[int, int]) -> Step:
    return Step(statement.sql, tuple(_mark(value, fresh, ids) for value in statement.params))


def _mark(value: Any, fresh: Mapping[str, str], ids: Mapping[int, int]) -> Any:
    if isinstance(value, list):
        return [_mark(one, fresh, ids) for one in value]
    if isinstance(value, Json | Jsonb):
        return json.dumps(value.obj)
    if isinstance(value, str):
        return Fresh(fresh[value], len(value)) if value in fresh else str(value)
    if isinstance(value, bool | datetime | date) or value is None:
        return value
    if isinstance(value, int):
        return Returned(ids[value]) if value in ids else int(value)
    return value
