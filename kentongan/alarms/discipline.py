"""How alarms behave, as arithmetic: floods, chatter, and how soon they are answered.

After EEMUA 191 and ANSI/ISA-18.2-2016 (monitoring and assessment): more than ten alarms in ten
minutes are more than one operator can follow; one that repeats three or more times in a minute
chatters; one that stands for more than 24 hours is stale.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

FLOOD = 10
"""Alarms per operator in one window; more is a flood."""
WINDOW = timedelta(minutes=10)
CHATTER = 3
"""Times within a minute."""
CHATTER_WITHIN = timedelta(minutes=1)
STALE = timedelta(hours=24)
MOST_FREQUENT = 10


class Announced(NamedTuple):
    """Once that an alarm called for somebody: when, by which rule, at which point."""

    at: datetime
    key: str
    point: str
    priority: str = ""
    alarm: int = 0


class Window(NamedTuple):
    """Ten minutes: how often somebody was called, and how many there were."""

    since: datetime
    times: int
    operators: int

    @property
    def per_operator(self) -> float:
        """Alarms per operator."""
        return self.times / self.operators

    @property
    def is_flood(self) -> bool:
        """Whether that was more than one can follow."""
        return self.per_operator > FLOOD


def windows(
    told: Iterable[Announced],
    since: datetime,
    until: datetime,
    operators: Callable[[datetime], int],
    is_watched: Callable[[datetime], bool],
) -> list[Window]:
    """Return every window of ten minutes in which somebody looked, the last one cut short."""
    counts = Counter((each.at - since) // WINDOW for each in told)
    begins = (since + number * WINDOW for number in range(ceil((until - since) / WINDOW)))
    return [
        Window(begin, counts[(begin - since) // WINDOW], operators(begin))
        for begin in begins
        if is_watched(begin) or counts[(begin - since) // WINDOW]
    ]


def chattering(told: Iterable[Announced]) -> dict[tuple[str, str], int]:
    """Return which alarms chattered, and how many announcements were part of it, most first."""
    moments: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for each in told:
        moments[each.key, each.point].append(each.at)
    counts = {key: _in_bursts(sorted(found)) for key, found in moments.items()}
    noisy = {key: count for key, count in counts.items() if count}
    return dict(sorted(noisy.items(), key=lambda item: (-item[1], item[0])))


def _in_bursts(moments: Sequence[datetime]) -> int:
    """How many of the moments lie in a minute with at least two others."""
    inside: set[int] = set()
    for last in range(CHATTER - 1, len(moments)):
        first = last - CHATTER + 1
        if moments[last] - moments[first] <= CHATTER_WITHIN:
            inside.update(range(first, last + 1))
    return len(inside)


def frequent(told: Iterable[Announced]) -> list[tuple[str, int]]:
    """Return the rules that called most often, and how often."""
    counts = Counter(each.key for each in told)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_FREQUENT]


def quantile(waits: Iterable[timedelta], share: float) -> timedelta | None:
    """Return the wait that this share did not exceed (nearest rank); None of nothing."""
    found = sorted(waits)
    return found[max(0, ceil(share * len(found)) - 1)] if found else None


def as_stretches(stretches: Sequence[tuple[datetime, datetime]]) -> Callable[[datetime], bool]:
    """Return whether a window that begins at a moment meets one of the stretches."""

    def meets(moment: datetime) -> bool:
        return any(begin < moment + WINDOW and end >= moment for begin, end in stretches)

    return meets
