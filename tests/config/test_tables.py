"""A city's tables: made at once, they are what its migrations leave."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, connections

from kentongan.config.tables import make_tables
from tests import databases
from tests.conftest import TEST_DATABASE_URL

COLUMNS = """SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity,
    identity_generation, character_maximum_length, numeric_precision, numeric_scale
    FROM information_schema.columns WHERE table_schema = %s"""
INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = %s"
CONSTRAINTS = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = %s::regnamespace"""
TRIGGERS = """SELECT event_object_table, trigger_name, action_timing, event_manipulation,
    action_statement FROM information_schema.triggers WHERE trigger_schema = %s"""
FUNCTIONS = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = %s::regnamespace"
MIGRATIONS = "SELECT app, name, %s FROM {}.django_migrations"


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database of its own, with an empty schema called "bysteps"."""
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        databases.fresh(TEST_DATABASE_URL, "tables", like=databases.FOUNDED)
        _speak_with("tables")
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA bysteps")
        try:
            yield
        finally:
            _speak_with(name)


def test_tables_made_at_once_are_what_the_migrations_leave(own_database: None) -> None:
    make_tables("atonce")
    call_command("migrate_schemas", schema_name="bysteps", verbosity=0)
    for query in (COLUMNS, INDEXES, CONSTRAINTS, TRIGGERS, FUNCTIONS):
        at_once, by_steps = _listed(query, "atonce"), _listed(query, "bysteps")
        assert at_once == by_steps
        assert at_once
    assert _rows(MIGRATIONS.format("atonce"), "") == _rows(MIGRATIONS.format("bysteps"), "")


def test_tables_that_are_there_already_are_not_touched(own_database: None) -> None:
    before = _rows(COLUMNS, "contoh")
    with pytest.raises(ProgrammingError):
        make_tables("contoh")
    assert _rows(COLUMNS, "contoh") == before


def _listed(query: str, schema: str) -> set[tuple[str, ...]]:
    rows = _rows(query, schema)
    return {tuple(str(value).replace(f"{schema}.", "") for value in row) for row in rows}


def _rows(query: str, value: str) -> set[tuple[object, ...]]:
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        cursor.execute(query, [value])
        return set(cursor.fetchall())


def _speak_with(database: str) -> None:
    connections.close_all()
    connections["default"].settings_dict["NAME"] = database
    connection.set_schema_to_public()
