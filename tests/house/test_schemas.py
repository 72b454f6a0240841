"""A city is one schema and nothing leaves it: that is what lets cities be spread over machines."""

import pytest
from django.db import connection

from kentongan.cities.models import City

COMMON = {"cities_city", "cities_domain", "django_migrations"}
SYSTEM = "('pg_catalog', 'information_schema', 'pg_toast')"

KEYS = f"""
    SELECT here.nspname, c.conrelid::regclass::text, there.nspname, c.confrelid::regclass::text
      FROM pg_constraint c
      JOIN pg_class child ON child.oid = c.conrelid
      JOIN pg_namespace here ON here.oid = child.relnamespace
      JOIN pg_class parent ON parent.oid = c.confrelid
      JOIN pg_namespace there ON there.oid = parent.relnamespace
     WHERE c.contype = 'f' AND here.nspname NOT IN {SYSTEM}
"""  # noqa: S608
KEY_COLUMNS = f"""
    SELECT n.nspname || '.' || t.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod)
      FROM pg_class t
      JOIN pg_namespace n ON n.oid = t.relnamespace
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE t.relkind = 'r' AND n.nspname NOT IN {SYSTEM}
       AND (a.attidentity <> '' OR EXISTS (
            SELECT FROM pg_constraint c
             WHERE c.conrelid = t.oid AND c.contype = 'f' AND a.attnum = ANY (c.conkey)))
"""  # noqa: S608


def ask(question: str) -> list[tuple[str, ...]]:
    """Ask the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def test_no_foreign_key_leaves_a_schema(city: City) -> None:
    keys = ask(KEYS)
    assert len([key for key in keys if key[0] == city.schema_name]) > 25
    assert [key for key in keys if key[0] != key[2]] == []


def test_every_key_is_a_bigint(city: City) -> None:
    columns = ask(KEY_COLUMNS)
    assert len(columns) > 40
    assert [(name, kind) for name, kind in columns if kind != "bigint"] == []


def test_the_common_schema_holds_only_which_cities_there_are(city: City) -> None:
    tables = ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert {name for (name,) in tables} == COMMON


def test_a_city_holds_its_own_users_and_sessions(city: City) -> None:
    tables = ask(f"SELECT tablename FROM pg_tables WHERE schemaname = '{city.schema_name}'")  # noqa: S608
    names = {name for (name,) in tables}
    assert {"people_user", "django_session", "journal_entry", "casework_case"} <= names
    assert not names & (COMMON - {"django_migrations"})


@pytest.mark.usefixtures("city")
def test_no_extension_is_required() -> None:
    assert {name for (name,) in ask("SELECT extname FROM pg_extension")} == {"plpgsql"}
