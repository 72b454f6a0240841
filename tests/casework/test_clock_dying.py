"""Three clocks are killed at random statements, and everything is told exactly once."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from tests.casework.clock_dying import CASES, CLAIMS, NEAR, PAUSES
from tests.conftest import TEST_DATABASE_URL
from tests.databases import with_the_city

KILLS = 40
ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(django_db_setup: None) -> str:
    """A database of its own with the example city in it."""
    return with_the_city(TEST_DATABASE_URL, "clock_dying")


def test_forty_deaths_lose_nothing_and_tell_nothing_twice(database: str, tmp_path: Path) -> None:
    assert die(database, tmp_path) > 0, "all died before they did anything"
    with psycopg.connect(database) as connection:
        connection.execute("SET search_path TO contoh")
        told = Counter(
            connection.execute(
                "SELECT kind, coalesce(particulars->>'row', '') FROM journal_entry"
                " WHERE kind LIKE 'deadline.%' OR kind IN"
                " ('case.resumed', 'case.escalated', 'case.unopposed')"
            ).fetchall()
        )
        missed = connection.execute(
            "SELECT count(*) FROM casework_deadline WHERE missed_at IS NOT NULL"
        ).fetchone()
        steps = connection.execute(
            "SELECT step, count(*) FROM casework_escalation GROUP BY step ORDER BY step"
        ).fetchall()
    assert set(told.values()) == {1}
    kinds = Counter(kind for kind, _row in told)
    late = CASES + PAUSES
    assert missed == (2 * late + NEAR,)
    assert kinds == {
        "deadline.missed": 2 * late + NEAR,
        "deadline.reminded": NEAR,
        "case.resumed": PAUSES,
        "case.unopposed": CLAIMS,
        "case.escalated": 3 * (late + NEAR),
    }
    assert steps == [(step, late + NEAR) for step in (1, 2, 3)]


def die(database: str, folder: Path) -> int:
    """Return how many deadlines the clocks told of that were killed."""
    line = [sys.executable, "-m", "tests.casework.clock_dying", str(KILLS)]
    told = os.environ | {
        "DATABASE_URL": database,
        "KENTONGAN_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "kentongan.config.settings",
    }
    done = subprocess.run(line, env=told, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return int(done.stdout)
