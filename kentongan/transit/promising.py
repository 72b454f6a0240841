"""What a line promises at a moment: how often it runs. Pure arithmetic upon the timetable."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from kentongan.transit.knowing import Timetable, Way

AROUND_S = 3600
"""Of trips with times of their own, those that start within so many seconds are counted."""


def headway(table: Timetable, ways: Sequence[Way], at: datetime) -> float | None:
    """Return the seconds promised between two buses of these ways together; None while it rests."""
    rate = sum(_rates(table, ways, at))
    return 1 / rate if rate else None


def _rates(table: Timetable, ways: Sequence[Way], at: datetime) -> Iterator[float]:
    """Buses a second, of each trip that runs now; yesterday's may run past midnight."""
    local = at.astimezone(table.zone)
    second = local.hour * 3600 + local.minute * 60 + local.second
    for days_back in (0, 1):
        day, now = local.date() - timedelta(days=days_back), second + days_back * 86_400
        running = (t for w in ways for t in w.trips if table.runs_on(w.line, t.days, day))
        for trip in running:
            yield from (1 / h for first, last, h, _ in trip.frequencies if first <= now < last)
            if not trip.frequencies and abs(trip.starts_s - now) <= AROUND_S:
                yield 1 / (2 * AROUND_S)
