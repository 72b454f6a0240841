"""Every statement that really goes to PostgreSQL, seen at the driver.

Django's own wrappers do not see BEGIN and COMMIT, and django-tenants sets the search path behind
their back. The tests count these; the benchmark replays them without Django. While watched, a host
that was looked up is not looked up again: the clock must not decide how many statements are seen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from typing import Any
from unittest.mock import patch

import psycopg

from kentongan.cities import entering


@dataclass
class Statement:
    """What was sent, with what, and the id that came back if one did."""

    sql: str
    params: tuple[Any, ...] = ()
    returned: int | None = None


@contextmanager
def statements() -> Iterator[list[Statement]]:
    """Collect what this process sends to its databases, in order."""
    seen: list[Statement] = []
    execute = psycopg.Cursor.execute
    command = psycopg.Connection._exec_command

    def watched(cursor: Any, query: Any, params: Any = None, **rest: Any) -> Any:
        statement = Statement(_text(query, cursor), tuple(params or ()))
        try:
            return execute(cursor, query, params, **rest)
        finally:  # behind the BEGIN that the driver sends with a transaction's first statement
            statement.returned = _returned(statement.sql, cursor)
            seen.append(statement)

    def commanded(connection: Any, text: Any, *rest: Any, **named: Any) -> Any:
        seen.append(Statement(_text(text, connection)))
        return (yield from command(connection, text, *rest, **named))

    with (
        patch.object(psycopg.Cursor, "execute", watched),
        patch.object(psycopg.Connection, "_exec_command", commanded),
        patch.object(entering, "REMEMBER_HOSTS", inf),
    ):
        yield seen


def _text(query: Any, context: Any) -> str:
    if isinstance(query, bytes):
        return query.decode()
    return query if isinstance(query, str) else str(query.as_string(context))


def _returned(text: str, cursor: Any) -> int | None:
    """The id an INSERT … RETURNING gave, read without taking it from whoever will fetch it."""
    if "RETURNING" not in text or not cursor.pgresult or not cursor.pgresult.ntuples:
        return None
    value = cursor.pgresult.get_value(0, 0)
    return int(value) if value and value.isdigit() else None
