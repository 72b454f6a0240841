"""Starting runs: when did it begin, and which trip of the timetable is it. Pure arithmetic.

A timetabled run is the trip whose start is nearest and that nobody drives yet. A run of a line
that goes every so often is its trip_id with the moment at which this bus began, as
GTFS-Realtime wants it (trip_id + start_date + start_time).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kentongan.transit.knowing import Timetable, Way
from kentongan.transit.timetables import Trip

EARLIEST_S = 900
LATEST_S = 2700
"""A timetabled run so much before or after its time is another, or none."""


@dataclass(frozen=True, slots=True)
class Start:
    """The trip it is (none of the timetable, if that cannot be told), its day and start."""

    trip: Trip | None
    day: date
    starts_s: int


def began(way: Way, along: float, at: float) -> float:
    """Return when the run began, in epoch seconds, if it drove as planned until here."""
    planned = 0.0
    for here, there in zip(way.calls, way.calls[1:], strict=False):
        if there.along >= along:
            share = (along - here.along) / ((there.along - here.along) or 1.0)
            return at - (planned + max(0.0, share) * (there.arrives - here.leaves))
        planned = float(there.leaves)
    return at - planned


def start_of(
    timetable: Timetable, way: Way, began_at: datetime, taken: Collection[tuple[int, date, int]]
) -> Start:
    """Return the start of a run that began at a moment.

    :param taken: trip, day and start of the runs that others are on
    """
    local = began_at.astimezone(timetable.zone)
    midnight = datetime.combine(local.date(), time(), timetable.zone)
    second = int((local - midnight).total_seconds())
    offered = [
        (cost, start)
        for days_back in (0, 1)
        for cost, start in _offers(timetable, way, local.date(), second, days_back)
        if start.trip is None or (start.trip.pk, start.day, start.starts_s) not in taken
    ]
    if not offered:
        return Start(None, local.date(), second)
    return min(offered, key=lambda each: (each[0], each[1].starts_s))[1]


def _offers(
    timetable: Timetable, way: Way, today: date, second: int, days_back: int
) -> Iterator[tuple[int, Start]]:
    """Trips of yesterday may run past midnight: their seconds go on counting."""
    day = today - timedelta(days=days_back)
    second += days_back * 86_400
    for trip in way.trips:
        if not timetable.runs_on(way.line, trip.days, day):
            continue
        if not trip.frequencies and -EARLIEST_S <= second - trip.starts_s <= LATEST_S:
            yield abs(second - trip.starts_s), Start(trip, day, trip.starts_s)
        for first, last, headway, exact in trip.frequencies:
            if first - EARLIEST_S <= second <= last + EARLIEST_S:
                turn = first + max(0, round((second - first) / headway)) * headway
                yield 0, Start(trip, day, turn if exact else min(max(second, first), last - 1))
