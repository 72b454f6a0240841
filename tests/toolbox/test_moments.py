"""Moments come out of the database as Django's own loader would give them."""

from datetime import UTC, datetime

import pytest
from django.db import DataError, connection

from kentongan.toolbox.moments import MomentLoader

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("2026-11-21 22:10:00+07", datetime(2026, 11, 21, 15, 10, tzinfo=UTC)),
        ("2026-11-21 22:10:00.5+00", datetime(2026, 11, 21, 22, 10, 0, 500_000, tzinfo=UTC)),
        ("0001-01-01 00:00:00.000001+00", datetime(1, 1, 1, microsecond=1, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_in_utc(told: str, moment: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [told])
        read = cursor.fetchone()[0]
    assert read == moment
    assert read.tzinfo is UTC


def test_every_connection_reads_them_so() -> None:
    connection.ensure_connection()
    assert connection.connection.adapters.get_loader(1184, 0) is MomentLoader


def test_a_moment_beyond_the_calendar_is_refused_as_before() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'infinity'::timestamptz")
        with pytest.raises(DataError):
            cursor.fetchone()


def test_another_zone_on_the_connection_changes_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Asia/Jakarta'")
        cursor.execute("SELECT '2026-11-21 22:10:00+00'::timestamptz")
        read = cursor.fetchone()[0]
    assert read == datetime(2026, 11, 21, 22, 10, tzinfo=UTC)
    assert read.tzinfo is UTC
