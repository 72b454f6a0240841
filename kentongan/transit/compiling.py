"""Compiling GTFS tables into patterns: what many trips share is kept once. No database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import shapely

from kentongan.toolbox.geometry import Point
from kentongan.transit.stringing import string
from kentongan.transit.tracks import Track
from kentongan.transit.unpacking import Archive, Row

TOLERANCE_DEG = 0.00002
"""Ways are drawn with up to two metres less detail: a tenth of the points, and no bus notices."""
Calls = list[tuple[str, int, int, int]]
"""Stop code, GTFS sequence, arrives, leaves (seconds of the service day; -1: not said)."""


@dataclass
class Drawn:
    """A pattern, and its trips as (trip_id, service_id, start in s, frequencies)."""

    line: str
    direction: int
    headsign: str
    points: list[list[float]]
    stops: list[list[str | float]]
    trips: list[tuple[str, str, int, list[list[int]]]] = field(default_factory=list)


def seconds(text: str) -> int:
    """Return the seconds of a GTFS time, which may lie past midnight; -1 if it is empty."""
    if not text:
        return -1
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(rest)


def compile_patterns(archive: Archive) -> list[Drawn]:
    """Return the patterns of a file that the validators have found sound."""
    places = {row["stop_id"]: row for row in archive.rows("stops")}
    calls = _calls(archive.rows("stop_times"))
    ways = _ways(archive.rows("shapes"))
    often = _frequencies(archive.rows("frequencies"))
    found: dict[tuple[object, ...], Drawn] = {}
    for trip in archive.rows("trips"):
        stops = calls.get(trip["trip_id"], [])
        if len(stops) < 2:
            continue
        key, start = _key(trip, stops)
        if key not in found:
            found[key] = _draw(trip, stops, start, places, ways)
        runs = (trip["trip_id"], trip["service_id"], start, often.get(trip["trip_id"], []))
        found[key].trips.append(runs)
    return list(found.values())


def _key(trip: Row, stops: Calls) -> tuple[tuple[object, ...], int]:
    start = stops[0][3] if stops[0][3] >= 0 else max(stops[0][2], 0)
    timing = tuple((c, n, a - start if a >= 0 else -1, d - start if d >= 0 else -1)
                   for c, n, a, d in stops)  # fmt: skip
    return (trip["route_id"], trip.get("direction_id"), trip.get("shape_id"), timing), start


def _calls(rows: Iterable[Row]) -> Mapping[str, Calls]:
    found: dict[str, Calls] = defaultdict(list)
    for row in rows:
        arrives, leaves = seconds(row["arrival_time"]), seconds(row["departure_time"])
        call = (row["stop_id"], int(row["stop_sequence"]), arrives, leaves)
        found[row["trip_id"]].append(call)
    return {trip: sorted(calls, key=lambda call: call[1]) for trip, calls in found.items()}


def _ways(rows: Iterable[Row]) -> Mapping[str, list[list[float]]]:
    found: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    for row in rows:
        point = (int(row["shape_pt_sequence"]), *_spot(row, "shape_pt_"))
        found[row["shape_id"]].append(point)
    return {
        shape: [[lat, lon] for _, lat, lon in sorted(points)] for shape, points in found.items()
    }


def _frequencies(rows: Iterable[Row]) -> Mapping[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = defaultdict(list)
    for row in rows:
        exact = int(row.get("exact_times") or 0)
        times = [seconds(row["start_time"]), seconds(row["end_time"])]
        found[row["trip_id"]].append([*times, int(row["headway_secs"]), exact])
    return found


def _spot(row: Row, prefix: str) -> tuple[float, float]:
    return float(row[f"{prefix}lat"]), float(row[f"{prefix}lon"])


def _draw(
    trip: Row,
    calls: Calls,
    start: int,
    places: Mapping[str, Row],
    ways: Mapping[str, list[list[float]]],
) -> Drawn:
    spots = [Point(*_spot(places[call[0]], "stop_")) for call in calls]
    points = ways.get(trip.get("shape_id", "")) or [[*spot] for spot in spots]
    if len(points) < 2:
        points = [[*spot] for spot in spots]
    points = _plainer(points)
    along = string(Track.of(points), spots)
    timed = list(_timed(calls, start, along))
    return Drawn(trip["route_id"], int(trip.get("direction_id") or 0),
                 trip.get("trip_headsign", ""), points, timed)  # fmt: skip


def _plainer(points: list[list[float]]) -> list[list[float]]:
    line = shapely.LineString(points).simplify(TOLERANCE_DEG, preserve_topology=False)
    return [[round(lat, 6), round(lon, 6)] for lat, lon in line.coords]


def _timed(calls: Calls, start: int, along: list[float]) -> Iterator[list[str | float]]:
    """Times that are not said are drawn between those that are, by metres."""
    known = [
        (m, a - start, d - start) for m, (_, _, a, d) in zip(along, calls, strict=True) if a >= 0
    ]
    for metres, (code, sequence, arrives, leaves) in zip(along, calls, strict=True):
        if arrives >= 0:
            yield [code, sequence, round(metres, 1), arrives - start, leaves - start]
            continue
        before = max((k for k in known if k[0] <= metres), default=known[0])
        after = min((k for k in known if k[0] >= metres), default=known[-1])
        share = (metres - before[0]) / ((after[0] - before[0]) or 1.0)
        at = round(before[2] + share * (after[1] - before[2]))
        yield [code, sequence, round(metres, 1), at, at]
