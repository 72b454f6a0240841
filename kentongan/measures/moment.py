"""One moment: several statements that see the very same rows, so that their sums agree."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction

from kentongan.places.directory import directory


@contextmanager
def one_moment() -> Iterator[None]:
    """Read inside one snapshot of the database; inside a transaction, that one's view is taken."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def local_day(at: datetime) -> date:
    """Return the city's own day at a moment."""
    return at.astimezone(directory().calendar.zone).date()


def bounds(day: date) -> tuple[datetime, datetime]:
    """Return the moments between which a local day lies, the second exclusive."""
    zone = directory().calendar.zone
    start = datetime.combine(day, time(), zone)
    return start, datetime.combine(day + timedelta(days=1), time(), zone)
