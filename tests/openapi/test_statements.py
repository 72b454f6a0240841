"""What a report costs the database; a number that does not depend on the machine.

Inside a test the outermost transaction is a savepoint, so its beginning and its end show up as
two statements, just as BEGIN and COMMIT would.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client

from tests.openapi.conftest import LAMP

PATH = "/open311/v2/requests.json"
MOST = 12


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect every statement that goes to the database."""
    seen: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield seen


def test_a_report_with_routing_area_deadline_and_journal_costs_at_most_twelve_statements(
    machine: Client, django_capture_on_commit_callbacks: Any
) -> None:
    machine.get("/open311/v2/services.json")
    connection.run_on_commit.clear()  # the fixtures' own ring, which this test never hears
    sent = {**LAMP, "first_name": "Siti", "extensions": "true"}
    with statements() as seen, django_capture_on_commit_callbacks(execute=True):
        answer = machine.post(PATH, sent, headers={"Idempotency-Key": "a-1"})
    assert answer.status_code == 201
    assert sum("SAVEPOINT" in sql for sql in seen) == 2
    assert sum("INSERT" in sql for sql in seen) == 6
    assert any("pg_notify" in sql for sql in seen)
    assert len(seen) <= MOST, "\n".join(seen)
