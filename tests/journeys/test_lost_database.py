"""A database that hangs up on us costs the next visitor nothing; one that is away is said to be."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import psycopg
import pytest

from kentongan.config.embedded import leave, serving, start_for_tests
from kentongan.config.embedded.folders import Folders
from tests.journeys.running import Running, running

HANG_UP = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def test_connections_that_the_server_ended_are_replaced_before_they_are_used(
    room: Running,
) -> None:
    for _ in range(20):
        assert room.get("/t/").status_code == 200
    with psycopg.connect(room.database, autocommit=True) as other:
        ended = other.execute(HANG_UP).fetchall()
    assert ended
    assert [room.get("/t/").status_code for _ in range(30)] == [200] * 30


@pytest.fixture
def own_room(tmp_path: Path) -> Iterator[tuple[Running, Path]]:
    """A room on a database server that can be switched off."""
    cluster = tmp_path / "cluster"
    database = start_for_tests(cluster)
    with running(database, tmp_path / "data") as here:
        yield here, cluster
    leave(cluster)


def test_a_report_sent_while_the_database_is_away_is_told_so_and_goes_through_afterwards(
    own_room: tuple[Running, Path],
) -> None:
    room, cluster = own_room
    sent = {
        **_hidden(room.get("/lapor/").text),
        "words": "Lampu padam, tolong <diganti>",
        "kind": "PJU-01",
        "offered": "yes",
        "asked": "PJU-01",
        "kelurahan": "99.71.01.1001",
        "go": "anonymous",
        "step": "who",
    }
    serving.stop(Folders.under(cluster))
    away = room.post("/lapor/", sent)
    assert away.status_code == 503
    assert "Lampu padam, tolong &lt;diganti&gt;" in away.text
    start_for_tests(cluster)
    serving.bring_up(Folders.under(cluster), durable=False)
    received = room.post("/lapor/", {**sent, **_hidden(away.text)})
    assert received.status_code == 303, received.text
    again = room.post("/lapor/", {**sent, **_hidden(away.text)})
    assert again.headers["Location"] == received.headers["Location"]
    with psycopg.connect(room.database) as connection:
        kept = connection.execute("SELECT words FROM contoh.intake_servicerequest").fetchall()
    assert kept == [("Lampu padam, tolong <diganti>",)]


def _hidden(page: str) -> dict[str, str]:
    """The fields that the form carries along by itself."""
    inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in inputs}
