"""Keeping the books: the journal is added up once, in order, and never read again.

Only settled entries are entered, together with how far one has come, in one transaction; so
every entry counts exactly once, whoever keeps the books and whenever they are stopped.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product
from typing import Any

from django.db import connection, transaction

from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, after, follows
from kentongan.measures.flows import COLUMNS, flows
from kentongan.measures.models import BEGINNING, Bookmark, Span
from kentongan.measures.moment import local_day

BATCH = 5000
Heading = tuple[str, str, str, date]
"""Cut, key, span and the first day of it."""
ENTER = (
    f"INSERT INTO measures_balance AS b (cut, key, span, day, last_at, {', '.join(COLUMNS)}) "  # noqa: S608
    f"VALUES (%s, %s, %s, %s, %s{', %s' * len(COLUMNS)}) "
    "ON CONFLICT ON CONSTRAINT one_balance_a_span DO UPDATE SET "
    "last_at = greatest(b.last_at, excluded.last_at), "
    + ", ".join(f"{name} = b.{name} + excluded.{name}" for name in COLUMNS)
)


@dataclass
class Sums:
    """Counts by heading and column, and the latest moment by heading."""

    counts: Counter[tuple[str, str, str, date, str]] = field(default_factory=Counter)
    dates: dict[Heading, datetime] = field(default_factory=dict)

    def add(self, heading: Heading, at: datetime, column: str | None, count: int = 1) -> None:
        """Count so many under a heading; without a column, only date it."""
        self.dates[heading] = max(self.dates.get(heading, at), at)
        if column:
            self.counts[(*heading, column)] += count


@transaction.atomic
def keep_books(limit: int = BATCH) -> int:
    """Enter up to `limit` settled entries; returns how many, 0 if somebody else is at it."""
    Bookmark.objects.bulk_create([Bookmark(pk=1)], ignore_conflicts=True)
    mark = Bookmark.objects.select_for_update(skip_locked=True).first()
    if mark is None:
        return 0
    entries = after(Place(mark.xact, mark.entry), limit)
    if entries:
        enter(add_up(entries))
        mark.xact, mark.entry = entries[-1].xact, entries[-1].pk
        mark.save()
    return len(entries)


def enter(sums: Sums) -> None:
    """Write sums into the books, on top of what stands there."""
    rows: list[tuple[Any, ...]] = [
        (*heading, sums.dates[heading], *(sums.counts[(*heading, name)] for name in COLUMNS))
        for heading in sorted(sums.dates, key=str)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(ENTER, rows)


def add_up(entries: Iterable[Entry]) -> Sums:
    """Return what the entries move; every flow stands under its day and every longer span."""
    sums = Sums()
    for entry in entries:
        spans = spans_of(local_day(entry.at))
        for (cut, key, column), (span, day) in product(flows(entry), spans):
            sums.add((str(cut), key, str(span), day), entry.at, column)
    return sums


def spans_of(day: date) -> tuple[tuple[Span, date], ...]:
    """Return the spans in which a day lies, each with its own first day."""
    return (
        (Span.DAY, day),
        (Span.MONTH, day.replace(day=1)),
        (Span.YEAR, day.replace(month=1, day=1)),
        (Span.EVER, BEGINNING),
    )


def marked() -> Place:
    """Return how far the books have been kept."""
    mark = Bookmark.objects.first()
    return Place(mark.xact, mark.entry) if mark else Place()


def behind(mark: Place, limit: int) -> list[Entry]:
    """Return every entry in sight behind the bookmark, settled or not: nobody has entered it."""
    rows = Entry.objects.filter(follows(mark))
    return list(rows.order_by("xact", "id")[:limit])
