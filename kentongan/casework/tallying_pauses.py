"""How often and how long the clocks were made to stand still, by unit and reason."""

from bisect import bisect_left
from collections import defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

from kentongan.casework.models import Pause
from kentongan.places.directory import directory


class PauseTally(NamedTuple):
    """Pauses that one unit's cases began in a span of time.

    `lasted` is wall-clock time, `days` how many working days of it the clocks lost.
    """

    unit_id: int
    reason: str
    begun: int
    running: int
    lasted: timedelta
    days: int


def pauses_by_unit(*, since: datetime, until: datetime) -> list[PauseTally]:
    """Count the pauses begun in a span (one statement); one still running lasts until its end.

    The unit is the one that answers for the case now.
    """
    begun = Pause.objects.filter(at__gte=since, at__lt=until).exclude(case__is_oversight=True)
    rows = begun.values_list("case__unit_id", "reason", "at", "ended_at")
    spans = defaultdict(list)
    for unit, reason, start, end in rows.order_by("case__unit_id", "reason").iterator():
        spans[unit, reason].append((start, end))
    closings = _closings(since, until)
    return [_tally(*key, found, closings, until) for key, found in spans.items()]


def _tally(
    unit: int,
    reason: str,
    spans: list[tuple[datetime, datetime | None]],
    closings: list[datetime],
    until: datetime,
) -> PauseTally:
    lasted, days = timedelta(), 0
    for start, ended in spans:
        end = ended or until
        lasted += end - start
        days += bisect_left(closings, end) - bisect_left(closings, start)
    running = sum(1 for _, ended in spans if ended is None)
    return PauseTally(unit, reason, len(spans), running, lasted, days)


def _closings(since: datetime, until: datetime) -> list[datetime]:
    """When the offices closed; a working day is lost where the clock stood still just then."""
    calendar = directory().calendar
    first, last = (each.astimezone(calendar.zone).date() for each in (since, until))
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [closes for day in days if (closes := calendar.closing(day))]
