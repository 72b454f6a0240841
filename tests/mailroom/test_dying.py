"""The mailroom is killed two hundred times at random steps, and no letter is lost."""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import psycopg
import pytest

from kentongan.cities.packs.writing import write
from tests.config.test_city_command import kentongan
from tests.conftest import TEST_DATABASE_URL
from tests.example_city import PACK
from tests.mailroom.conftest import Running

KILLS, REPORTS = 200, 200


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of its own with the example city in it."""
    with psycopg.connect(TEST_DATABASE_URL, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS mailroom_dying")
        connection.execute("CREATE DATABASE mailroom_dying")
    made = TEST_DATABASE_URL.replace("/kentongan?", "/mailroom_dying?")
    pack = tmp_path_factory.mktemp("packs") / "contoh"
    write(PACK, pack)
    assert kentongan(made, "city", "add", pack).returncode == 0
    return made


def test_two_hundred_deaths_lose_no_letter_and_a_repeat_can_be_told(
    database: str, server: Running, tmp_path: Path
) -> None:
    die(database, server, tmp_path)
    arrived = defaultdict(list)
    for mail in server.mails.arrived:
        arrived[mail["Message-ID"]].append(mail)
    with psycopg.connect(database) as connection:
        letters = connection.execute(
            "SELECT message_id, attempts, sent_at FROM contoh.mailroom_letter"
        ).fetchall()
        sent = connection.execute(
            "SELECT about_id FROM contoh.journal_entry WHERE kind = 'letter.sent'"
        ).fetchall()
    assert len(letters) == REPORTS
    assert any(attempts > 1 for _, attempts, _ in letters), "nobody died over a letter"
    assert [key for key, _, sent_at in letters if sent_at is None] == []
    assert {f"<{key}>" for key, _, _ in letters} == set(arrived)
    assert all(len({mail.as_bytes() for mail in mails}) == 1 for mails in arrived.values())
    assert all(len(arrived[f"<{key}>"]) <= attempts for key, attempts, _ in letters)
    assert sorted(set(sent)) == sorted(sent)
    assert len(sent) == REPORTS
    assert {mail["To"] for mail in server.mails.arrived} == {
        f"warga{number}@contoh.invalid" for number in range(REPORTS)
    }


def die(database: str, server: Running, folder: Path) -> None:
    told = {
        "DATABASE_URL": database,
        "KENTONGAN_SMTP": server.address,
        "KENTONGAN_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "kentongan.config.settings",
    }
    line = [sys.executable, "-m", "tests.mailroom.dying", str(KILLS), str(REPORTS)]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        line, env=os.environ | told, cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
