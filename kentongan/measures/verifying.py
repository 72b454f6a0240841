"""Verifying: the books are held against the journal and against the rows, to the unit.

The journal gives every balance of every day anew; the rows give what stands where now, and what
came and ended on each day. Each difference says where, when, in which column, and how much.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kentongan.measures.bookkeeping import enter, marked
from kentongan.measures.flows import COLUMNS
from kentongan.measures.models import Balance, Bookmark
from kentongan.measures.moment import one_moment
from kentongan.measures.recounting import Part, recount
from kentongan.measures.rows import days_by_books, days_by_rows, now_by_books, now_by_rows

Spot = tuple[str, str, str, date, str]
"""Cut, key, span, its first day, and the column."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The books say one thing of a heading, span and column, and a source another."""

    source: str
    cut: str
    key: str
    span: str
    day: date
    column: str
    kept: int
    found: int


def verify_books() -> Iterator[Difference]:
    """Yield every difference, all seen at one moment; none means that they agree to the unit."""
    with one_moment():
        for part in recount(marked()):
            yield from _differences("journal", _kept(part), part.sums.counts)
        yield from _differences("rows", now_by_books(), now_by_rows())
        yield from _differences("rows", days_by_books(), days_by_rows())


@transaction.atomic
def rebuild_books() -> None:
    """Keep the books anew from the journal, up to where they were kept; whoever keeps them waits.

    Readers see the old books until the new ones are complete.
    """
    Bookmark.objects.bulk_create([Bookmark(pk=1)], ignore_conflicts=True)
    Bookmark.objects.select_for_update().get()
    Balance.objects.all().delete()
    for part in recount(marked()):
        enter(part.sums)


def _kept(part: Part) -> Counter[Spot]:
    """Read what the books say of a part."""
    rows = Balance.objects.filter(
        span__in=part.spans, day__gte=part.first, day__lt=part.beyond
    ).values_list("cut", "key", "span", "day", *COLUMNS)
    kept: Counter[Spot] = Counter()
    for cut, key, span, day, *counts in rows.iterator():
        for column, count in zip(COLUMNS, counts, strict=True):
            kept[cut, key, span, day, column] = count
    return kept


def _differences(
    source: str, kept: Mapping[Spot, int], found: Mapping[Spot, int]
) -> Iterator[Difference]:
    for place in sorted({*kept, *found}):
        ours, theirs = kept.get(place, 0), found.get(place, 0)
        if ours != theirs:
            yield Difference(source, *place, kept=ours, found=theirs)
