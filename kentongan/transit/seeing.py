"""Seeing vehicles at a moment: now from one row each, in the past from what had come by then.

Nothing older than `FRESH` counts: who has not been heard of is not somewhere, but unknown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from kentongan.toolbox.geometry import Point
from kentongan.transit.models import Latest

FRESH = timedelta(seconds=90)
"""GTFS-Realtime: positions are not older (https://gtfs.org/documentation/realtime)."""
LATELY = timedelta(minutes=10)
"""So long a vehicle that fell silent is still drawn where it was last, marked as stale."""
THEN = """
SELECT DISTINCT ON (p.vehicle_id) v.code, p.at, p.lat, p.lon, p.heading, r.id, r.pattern_id,
       p.along, o.is_simulation, r.trip_id, r.day, r.starts_s
FROM transit_position p
JOIN transit_vehicle v ON v.id = p.vehicle_id JOIN transit_operator o ON o.id = v.operator_id
LEFT JOIN transit_run r ON r.id = p.run_id
WHERE p.received_at > %(since)s AND p.received_at <= %(at)s AND p.at > %(since)s
ORDER BY p.vehicle_id, p.at DESC
"""
COLUMNS = (
    *("vehicle__code", "at", "lat", "lon", "heading", "run_id", "run__pattern_id", "along"),
    *("vehicle__operator__is_simulation", "run__trip_id", "run__day", "run__starts_s"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A vehicle where it was seen last; on a run of a pattern, if that could be told."""

    code: str
    at: datetime
    point: Point
    heading: float | None
    run: int | None
    pattern: int | None
    along: float
    is_simulated: bool
    trip: int | None
    day: date | None
    starts_s: int | None


def seen_now(at: datetime) -> list[Seen]:
    """Return the vehicles as they are (one statement, however long the history)."""
    fresh = Latest.objects.filter(at__gt=at - FRESH, received_at__lte=at).order_by("vehicle__code")
    return _seen(fresh.values_list(*COLUMNS))


def seen_at(at: datetime, *, within: timedelta = FRESH) -> list[Seen]:
    """Return the vehicles as they were known at a past moment (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(THEN, {"at": at, "since": at - within})
        return _seen(cursor.fetchall())


def last_seen(at: datetime) -> list[Seen]:
    """Return where each vehicle was heard of last, stale ones too (two statements at most).

    Nothing newer than the moment was heard: then its newest row is what was known, whenever.
    """
    lately = Latest.objects.filter(at__gt=at - LATELY)
    rows = list(lately.order_by("vehicle__code").values_list("received_at", *COLUMNS))
    if any(received > at for received, *_ in rows):
        found = seen_at(at, within=LATELY)
    else:
        found = _seen(row[1:] for row in rows)
    is_simulated = any(each.is_simulated and not is_stale(each, at) for each in found)
    return [each for each in found if each.is_simulated == is_simulated]


def is_stale(seen: Seen, at: datetime) -> bool:
    """Whether it is too long ago to say that it is there."""
    return at - seen.at > FRESH


def _seen(rows: Iterable[Sequence[object]]) -> list[Seen]:
    return [
        Seen(code, moment, Point(lat, lon), heading, run, pattern, along or 0.0, *rest)  # type: ignore[arg-type]
        for code, moment, lat, lon, heading, run, pattern, along, *rest in rows
    ]
