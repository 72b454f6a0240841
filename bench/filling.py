"""Filling a city with so many cases in minutes: set by set inside the database, never one by one.

Five years of reports; about four in a hundred are still open, mostly young ones, as in a real
city's tallies (571 waiting and 20 in process of 14,012 in 2024). The statements: filling.sql.
"""

import random
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg import ClientCursor

from bench.drawing import prepare
from kentongan.people.models import Membership, Role

STATEMENTS = Path(__file__).with_suffix(".sql")
INDEXES = """
    SELECT i.indexname, i.indexdef FROM pg_indexes i
    WHERE i.schemaname = current_schema() AND i.tablename ~ '^(casework|intake|journal)_'
      AND NOT EXISTS (SELECT FROM pg_constraint c
                      WHERE c.conindid = format('%I', i.indexname)::regclass)
"""
"""What holds up no constraint on the big tables: made once at the end, it costs less."""
SEQUENCES = """
    SELECT setval(pg_get_serial_sequence(table_name, 'id'),
                  1000000000000 * row_number() OVER (ORDER BY table_name))
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name = 'id' AND is_identity = 'YES'
"""
"""Ids of different tables stay far apart: whoever replays a statement sees which one is meant."""


def fill(cases: int, *, at: datetime) -> None:
    """Fill the current, empty city; `at` is its present moment."""
    operator = Membership.objects.filter(role=Role.OPERATOR).order_by("pk")[0].user_id
    with transaction.atomic():
        _run("SET LOCAL maintenance_work_mem = '1GB'; SET LOCAL work_mem = '256MB'")
        # The rows are right by construction; only a superuser may say so.
        _run("SET LOCAL session_replication_role = replica; SELECT setseed(0.5)")
        prepare(random.Random(1), at.date())
        indexes = list(_all(INDEXES))
        for name, _ in indexes:
            _run(f'DROP INDEX "{name}"')
        for step in STATEMENTS.read_text().split("\n-- ")[1:]:
            title, _, statements = step.partition("\n")
            _timed(title, statements, {"at": at, "n": cases, "operator": operator})
        for name, definition in indexes:
            _timed(name, definition)
        _run(SEQUENCES)
    _run("DROP TABLE draw, dice")
    _timed("vacuum", "VACUUM ANALYZE")


def _timed(what: str, statement: str, given: dict[str, object] | None = None) -> None:
    began = time.monotonic()
    _run(statement, given)
    took = time.monotonic() - began
    if took > 1:
        print(f"  {what.partition(':')[0]:44}{took:7.1f} s", flush=True)


def _run(statement: str, given: dict[str, object] | None = None) -> None:
    # Several statements at once cannot be prepared: their values are written in here. Django's
    # own cursor is opened for the city's search path.
    with connection.cursor(), ClientCursor(connection.connection) as cursor:
        cursor.execute(statement, given)


def _all(statement: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        yield from cursor.fetchall()
