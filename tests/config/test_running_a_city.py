"""What an operator types to hand a new city over: its first administrator, a key, a dump."""

import re
from pathlib import Path

import psycopg
import pytest

from tests.config.test_city_command import kentongan
from tests.conftest import TEST_DATABASE_URL
from tests.databases import fresh, with_the_city

PASSWORD = re.compile(r"\w{4}-\w{4}-\w{4}\n")


def address(name: str) -> str:
    """An empty database beside the one of the other tests."""
    return fresh(TEST_DATABASE_URL, name)


@pytest.fixture(scope="module")
def database(django_db_setup: None) -> str:
    """A database with the example city in it."""
    return with_the_city(TEST_DATABASE_URL, "running_a_city")


def test_a_new_city_gets_its_first_administrator(database: str) -> None:
    added = kentongan(database, "user", "add", "contoh", "siti", "Siti", "--unit", "setda")
    assert PASSWORD.fullmatch(added.stdout), added.stderr
    assert "The password of siti, shown this once" in added.stderr
    assert "administrator of setda" in kentongan(database, "user", "list", "contoh").stdout
    again = kentongan(database, "user", "add", "contoh", "siti", "Siti", "--unit", "setda")
    assert again.returncode == 1
    assert "already" in again.stderr or "sudah" in again.stderr


def test_a_lost_password_is_replaced_from_the_machine(database: str) -> None:
    kentongan(database, "user", "add", "contoh", "budi", "Budi", "--unit", "setda")
    assert PASSWORD.fullmatch(kentongan(database, "user", "password", "contoh", "budi").stdout)
    unknown = kentongan(database, "user", "password", "contoh", "nobody")
    assert unknown.returncode == 1
    assert "nobody" in unknown.stderr


def test_a_key_says_what_it_is_and_stands_alone_for_a_script(database: str) -> None:
    added = kentongan(database, "key", "add", "contoh", "Aplikasi RT")
    assert re.fullmatch(r"[\w-]{32}\n", added.stdout)
    assert "The api key of Aplikasi RT, shown this once" in added.stderr


def test_a_unit_that_is_none_is_told(database: str) -> None:
    wrong = kentongan(database, "user", "add", "contoh", "ani", "Ani", "--unit", "nowhere")
    assert wrong.returncode == 1


def test_a_dump_restored_elsewhere_is_the_same_city(database: str, tmp_path: Path) -> None:
    file = tmp_path / "city.dump"
    assert kentongan(database, "postgres", "pg_dump", "-Fc", "-f", file).returncode == 0
    elsewhere = address("restored_city")
    assert kentongan(elsewhere, "restore", file).returncode == 0
    assert kentongan(elsewhere, "city", "list").stdout == kentongan(database, "city", "list").stdout
    again = kentongan(elsewhere, "restore", file)
    assert again.returncode == 1
    assert "empty" in again.stdout


def test_after_a_restore_transactions_come_after_those_in_the_journal(
    database: str, tmp_path: Path
) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE contoh.journal_entry SET xact = xact + 5000")
    file, elsewhere = tmp_path / "city.dump", address("restored_later")
    kentongan(database, "postgres", "pg_dump", "-Fc", "-f", file)
    assert "transaction numbers" in kentongan(elsewhere, "restore", file).stdout
    with psycopg.connect(elsewhere) as connection:
        last = connection.execute("SELECT max(xact) FROM contoh.journal_entry").fetchone()
        now = connection.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()
    assert last is not None
    assert now is not None
    assert now[0] > last[0]
