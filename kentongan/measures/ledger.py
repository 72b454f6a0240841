"""The ledger: what was ever received under any cut, and where it stands now.

What was ever received is read from the books plus the few entries not entered yet, and what is
open from the open cases: two ways of counting that share nothing, so that they check each other.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kentongan.journal.models import Entry
from kentongan.measures.balancing import Equation
from kentongan.measures.bookkeeping import add_up, behind, keep_books, marked
from kentongan.measures.flows import COLUMNS
from kentongan.measures.models import Balance, Cut, Span

TAIL = 500
"""Entries that may wait to be entered; beyond it whoever looks keeps the books first."""
MOST_BATCHES = 4
"""Batches that one look enters; a city's first look at a long history leaves the rest to others."""


@dataclass(frozen=True)
class Books:
    """What the books and the entries behind them say, by cut, key and column, over all days."""

    counts: Mapping[tuple[str, str, str], int]
    dates: Mapping[tuple[str, str], datetime]

    def equation(self, cut: Cut, keys: Iterable[str] | None, still_open: int) -> Equation:
        """Set what was ever received under these keys, or all, against where it stands."""
        sums: Counter[str] = Counter()
        for key in self.keys(cut) if keys is None else keys:
            for column in COLUMNS:
                sums[column] += self.counts.get((cut, key, column), 0)
        return Equation.from_flows(sums, still_open)

    def keys(self, cut: Cut) -> set[str]:
        """Return every key under which anything was ever counted."""
        return {key for kept, key in self.dates if kept == cut}


def bring_up_to_date() -> None:
    """Enter what has gathered behind the bookmark, as far as one look may."""
    for _ in range(MOST_BATCHES):
        if len(behind(marked(), TAIL)) < TAIL or not keep_books():
            return


def tail() -> list[Entry] | None:
    """Return what is not entered yet (two statements), or None while that is too much."""
    waiting = behind(marked(), TAIL * 4)
    return None if len(waiting) == TAIL * 4 else waiting


def read_books() -> Books | None:
    """Return the books as they stand (three statements), or None while too much is not entered."""
    waiting = tail()
    if waiting is None:
        return None
    counts: Counter[tuple[str, str, str]] = Counter()
    dates: dict[tuple[str, str], datetime] = {}
    for balance in Balance.objects.filter(span=Span.EVER):
        dates[balance.cut, balance.key] = balance.last_at
        for column in COLUMNS:
            counts[balance.cut, balance.key, column] = getattr(balance, column)
    fresh = add_up(waiting)
    for (cut, key, span, _day, column), count in fresh.counts.items():
        counts[cut, key, column] += count if span == Span.EVER else 0
    for (cut, key, span, _day), at in fresh.dates.items():
        if span == Span.EVER:
            dates[cut, key] = max(dates.get((cut, key), at), at)
    return Books(counts, dates)
