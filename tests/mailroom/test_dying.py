"""The mailroom is killed two hundred times at random steps, and no letter is lost."""

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.config.test_city_command import COMMAND
from tests.conftest import TEST_DATABASE_URL
from tests.databases import with_the_city
from tests.mailroom.conftest import Running
from tests.mailroom.dying import EACH, OFFICERS
from tests.mailroom.providers import Provider, providing

KILLS, REPORTS = 200, 200
ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(django_db_setup: None) -> str:
    """A database of its own with the example city in it."""
    return with_the_city(TEST_DATABASE_URL, "mailroom_dying")


@pytest.mark.wire  # in one run of some no death falls over a letter
def test_two_hundred_deaths_lose_no_letter_and_a_repeat_can_be_told(
    database: str, server: Running, tmp_path: Path
) -> None:
    with providing() as provider:
        die(database, server, provider, tmp_path)
    arrived = arrivals(server, provider)
    with psycopg.connect(database) as connection:
        letters = connection.execute(
            "SELECT message_id, channel, attempts, unsure, sent_at FROM contoh.mailroom_letter "
            "WHERE part_of_id IS NULL"
        ).fetchall()
        to_officers = connection.execute(
            "SELECT u.email, c.reference FROM contoh.mailroom_letter l "
            "JOIN contoh.people_user u ON u.id = l.user_id "
            "JOIN contoh.journal_entry e ON e.id = l.entry_id "
            "JOIN contoh.casework_case c ON c.id = e.about_id"
        ).fetchall()
        assigned = connection.execute(
            "SELECT u.email, c.reference FROM contoh.casework_case c "
            "JOIN contoh.people_user u ON u.id = c.officer_id"
        ).fetchall()
        sent = connection.execute(
            "SELECT about_id FROM contoh.journal_entry WHERE kind = 'letter.sent'"
        ).fetchall()
    assert len(letters) >= REPORTS + OFFICERS
    assert {channel for _, channel, *_ in letters} == {"email", "sms", "whatsapp"}
    assert any(unsure for *_, unsure, _ in letters), "nobody died over a letter"
    assert [key for key, *_, sent_at in letters if sent_at is None] == []
    assert {(channel, key) for key, channel, *_ in letters} == set(arrived)
    assert all(len(set(messages)) == 1 for messages in arrived.values())
    for key, channel, attempts, unsure, _ in letters:
        # Whoever has it twice has it from a try that is counted as unsure.
        assert len(arrived[channel, key]) <= attempts == unsure + 1
    assert sorted(set(sent)) == sorted(sent)
    assert len(sent) == len(letters)
    assert {mail["To"] for mail in server.mails.arrived if "warga" in mail["To"]} == {
        f"warga{number}@contoh.invalid" for number in range(0, REPORTS, 3)
    }
    assert sorted(to_officers) == sorted(assigned)
    assert len(assigned) == REPORTS // EACH
    words = [(mail["To"], mail.get_content()) for mail in server.mails.arrived]
    for officer, reference in assigned:
        assert any(to == officer and reference in text for to, text in words)


def arrivals(server: Running, provider: Provider) -> dict[tuple[str, str], list[str]]:
    """Everything that came, by channel and key, each message as text."""
    arrived: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mail in server.mails.arrived:
        arrived["email", mail["Message-ID"].strip("<>")].append(mail.as_string())
    for short in provider.short:
        arrived["sms", short["binfo"]].append(str(short))
    for message in provider.messages:
        arrived["whatsapp", message["biz_opaque_callback_data"]].append(str(message))
    return arrived


def test_a_database_that_drops_every_connection_is_waited_for(
    database: str, server: Running, tmp_path: Path
) -> None:
    line = [sys.executable, "-c", COMMAND, "mailroom", "--every", "0.1"]
    with subprocess.Popen(
        line, env=environment(database, server, tmp_path), stderr=subprocess.PIPE, text=True
    ) as mailroom:
        for number in range(2):
            report(database, server, tmp_path)
            wait_for(lambda number=number: len(server.mails.arrived) > number)
            with psycopg.connect(database, autocommit=True) as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        report(database, server, tmp_path)
        wait_for(lambda: len(server.mails.arrived) > 2)
        assert mailroom.poll() is None
        mailroom.terminate()
        _, told = mailroom.communicate()
    assert mailroom.returncode == 128 + signal.SIGTERM
    assert "the next one takes it up again" in told


def report(database: str, server: Running, folder: Path) -> None:
    tell = "import django; django.setup(); from tests.mailroom.dying import report; report(1)"
    subprocess.run(
        [sys.executable, "-c", tell],
        env=environment(database, server, folder),
        cwd=ROOT,
        check=True,
    )


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until, "nothing came within 20 seconds"
        time.sleep(0.05)


def environment(database: str, server: Running, folder: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database,
        "KENTONGAN_SMTP": server.address,
        "KENTONGAN_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "kentongan.config.settings",
    }


def die(database: str, server: Running, provider: Provider, folder: Path) -> None:
    line = [sys.executable, "-m", "tests.mailroom.dying", str(KILLS), str(REPORTS)]
    phones = {"KENTONGAN_SMS": provider.sms, "KENTONGAN_WHATSAPP": provider.whatsapp}
    told = environment(database, server, folder) | phones
    done = subprocess.run(line, env=told, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
