"""Keeping the books: the journal is added up once, in order, and never read again.

Only settled entries are entered, together with how far one has come, in one transaction; so
every entry counts exactly once, whoever keeps the books and whenever they are stopped.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from itertools import product

from django.db import connection, transaction

from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, after
from kentongan.measures.flows import COLUMNS, flows
from kentongan.measures.models import Bookmark
from kentongan.measures.moment import local_day

BATCH = 5000
Heading = tuple[str, str, date | None]
ENTER = (
    f"INSERT INTO measures_balance AS b (cut, key, day, last_at, {', '.join(COLUMNS)}) "  # noqa: S608
    f"VALUES (%s, %s, %s, %s{', %s' * len(COLUMNS)}) "
    "ON CONFLICT ON CONSTRAINT one_balance_a_day DO UPDATE SET "
    "last_at = greatest(b.last_at, excluded.last_at), "
    + ", ".join(f"{name} = b.{name} + excluded.{name}" for name in COLUMNS)
)


@transaction.atomic
def keep_books(limit: int = BATCH) -> int:
    """Enter up to `limit` settled entries; returns how many, 0 if somebody else is at it."""
    Bookmark.objects.bulk_create([Bookmark(pk=1)], ignore_conflicts=True)
    mark = Bookmark.objects.select_for_update(skip_locked=True).first()
    if mark is None:
        return 0
    entries = after(Place(mark.xact, mark.entry), limit)
    if entries:
        _enter(entries)
        mark.xact, mark.entry = entries[-1].xact, entries[-1].pk
        mark.save()
    return len(entries)


def _enter(entries: Iterable[Entry]) -> None:
    counts, dates = add_up(entries)
    rows = [
        (*heading, dates[heading], *(counts[(*heading, name)] for name in COLUMNS))
        for heading in sorted(dates, key=str)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(ENTER, rows)


def add_up(
    entries: Iterable[Entry],
) -> tuple[Counter[tuple[str, str, date | None, str]], dict[Heading, datetime]]:
    """Return the counts by heading and column, and the latest moment by heading.

    Every flow stands twice: under its day, and under no day, which is all days together.
    """
    counts: Counter[tuple[str, str, date | None, str]] = Counter()
    dates: dict[Heading, datetime] = {}
    for entry in entries:
        days = (local_day(entry.at), None)
        for (cut, key, column), day in product(flows(entry), days):
            heading = (str(cut), key, day)
            dates[heading] = max(dates.get(heading, entry.at), entry.at)
            if column:
                counts[(*heading, column)] += 1
    return counts, dates
