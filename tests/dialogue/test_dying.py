"""The inbox is killed forty times at random steps: nothing is lost, nothing said or done twice."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.conftest import TEST_DATABASE_URL
from tests.databases import with_the_city
from tests.dialogue.dying import SENDERS, TALK

KILLS = 40
ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(django_db_setup: None) -> str:
    """A database of its own with the example city in it."""
    return with_the_city(TEST_DATABASE_URL, "inbox_dying")


def test_forty_deaths_lose_no_message_and_double_nothing(database: str, tmp_path: Path) -> None:
    environment = os.environ | {
        "DATABASE_URL": database,
        "KENTONGAN_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "kentongan.config.settings",
    }
    line = [sys.executable, "-m", "tests.dialogue.dying", str(KILLS)]
    done = subprocess.run(
        line, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    with psycopg.connect(database, options="-c search_path=contoh") as connection:

        def rows(query: str) -> list[tuple[object, ...]]:
            return connection.execute(query).fetchall()

        states = rows(
            "SELECT worked_at IS NOT NULL, set_aside_because, attempts FROM intake_inboundmessage"
        )
        replies = rows(
            "SELECT m.id, count(r.id) FROM intake_inboundmessage m "
            "LEFT JOIN dialogue_reply r ON r.message_id = m.id GROUP BY m.id"
        )
        told = rows("SELECT particulars->>'row' FROM journal_entry WHERE kind = 'dialogue.replied'")
        words = rows("SELECT words, count(*) FROM intake_servicerequest GROUP BY words")
        added = rows("SELECT text, count(*) FROM casework_addition GROUP BY text")
    every = len(TALK) * SENDERS + 1
    assert [row[:2] for row in states] == [(True, "")] * every
    assert any(attempts > 1 for *_, attempts in states), "nobody died over a message"  # type: ignore[operator]
    assert {number for _, number in replies} == {1}
    assert len(told) == len(set(told)) == every
    assert dict(words) == {  # type: ignore[arg-type]
        "lampu jalan padam": SENDERS,
        "sampah menumpuk di mawar": SENDERS,
        "lampu jalan padam di melati": 1,
    }
    assert dict(added) == {"tiangnya miring": SENDERS}  # type: ignore[arg-type]
