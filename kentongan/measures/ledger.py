"""The ledger: received = open + done + refused, for any cut, ever or on any day.

What was ever received is read from the books plus the few entries not entered yet, and what is
open from the open cases: two ways of counting that share nothing, so that they check each other.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from kentongan.casework.models import Case
from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, follows
from kentongan.measures.bookkeeping import add_up, keep_books
from kentongan.measures.flows import COLUMNS
from kentongan.measures.models import Balance, Bookmark, Cut

TAIL = 500
"""Entries that may wait to be entered; beyond it whoever looks keeps the books first."""
MOST_BATCHES = 4
"""Batches that one look enters; a city's first look at a long history leaves the rest to others."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Both sides. `difference` is what is unaccounted for, and must be 0."""

    received: int
    open: int
    done: int
    refused: int

    @property
    def difference(self) -> int:
        """Received, less where it stands now."""
        return self.received - self.open - self.done - self.refused


@dataclass(frozen=True)
class Books:
    """What the books and the entries behind them say, by cut, key and column, over all days."""

    counts: Mapping[tuple[str, str, str], int]
    dates: Mapping[tuple[str, str], datetime]

    def equation(self, cut: Cut, keys: Iterable[str], still_open: int) -> Equation:
        """Set what was ever received under these keys against where it stands."""
        sums: Counter[str] = Counter()
        for key in keys:
            for column in COLUMNS:
                sums[column] += self.counts.get((cut, key, column), 0)
        return Equation(
            received=sums["received"] + sums["moved_in"] - sums["moved_out"],
            open=still_open,
            done=sums["done"] - sums["undone"],
            refused=sums["refused"] - sums["unrefused"],
        )

    def keys(self, cut: Cut) -> set[str]:
        """Return every key under which anything was ever counted."""
        return {key for kept, key in self.dates if kept == cut}


def bring_up_to_date() -> None:
    """Enter what has gathered behind the bookmark, as far as one look may."""
    for _ in range(MOST_BATCHES):
        if len(_behind(_mark(), TAIL)) < TAIL or not keep_books():
            return


def read_books() -> Books | None:
    """Return the books as they stand (three statements), or None while too much is not entered."""
    mark = _mark()
    behind = _behind(mark, TAIL * 4)
    if len(behind) == TAIL * 4:
        return None
    counts: Counter[tuple[str, str, str]] = Counter()
    dates: dict[tuple[str, str], datetime] = {}
    for balance in Balance.objects.filter(day=None):
        dates[balance.cut, balance.key] = balance.last_at
        for column in COLUMNS:
            counts[balance.cut, balance.key, column] = getattr(balance, column)
    fresh, last = add_up(behind)
    for (cut, key, day, column), count in fresh.items():
        counts[cut, key, column] += count if day is None else 0
    for (cut, key, day), at in last.items():
        if day is None:
            dates[cut, key] = max(dates.get((cut, key), at), at)
    return Books(counts, dates)


def _mark() -> Place:
    mark = Bookmark.objects.first()
    return Place(mark.xact, mark.entry) if mark else Place()


def _behind(mark: Place, limit: int) -> list[Entry]:
    """Return every entry in sight behind the bookmark, settled or not: nobody has entered it."""
    rows = Entry.objects.filter(follows(mark))
    return list(rows.order_by("xact", "id")[:limit])


def cohort(cases: QuerySet[Case]) -> Equation:
    """Set what a query of cases holds against where it stands (one statement)."""
    sums = cases.order_by().aggregate(
        received=Count("pk"),
        open=Count("pk", filter=Q(closed_at=None)),
        done=Count("pk", filter=Q(outcome="done")),
        refused=Count("pk", filter=Q(outcome="refused")),
    )
    return Equation(**sums)
