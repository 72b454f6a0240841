"""The timetable in force, in memory: versions never change, so each is read once per process.

Which ones were in force at a moment is asked every time (one statement): so a past hour is seen
with the timetable of then.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from zoneinfo import ZoneInfo

from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Box
from kentongan.toolbox.schemas import current
from kentongan.transit.models import BusStop, Line, Pattern, ServiceDays, Trip, Version
from kentongan.transit.tracks import END_M, Track

MOST_KEPT = 12
REACHED_M = 15.0
"""So far before its sign a bus stands at a stop, and noise must not hold its arrival back."""
_kept: "OrderedDict[tuple[str, tuple[int, ...]], Timetable]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Call:
    """A stop of a way: metres along; seconds after the start when it is reached and left."""

    code: str
    sequence: int
    along: float
    arrives: int
    leaves: int


@dataclass(frozen=True, eq=False)
class Way:
    """A pattern with what is needed to follow a vehicle on it."""

    pk: int
    line: Line
    direction: int
    headsign: str
    points: Sequence[Sequence[float]]
    calls: tuple[Call, ...]
    trips: tuple[Trip, ...]

    @cached_property
    def track(self) -> Track:
        """Its way on the ground."""
        return Track.of(self.points)

    @cached_property
    def stops_along(self) -> tuple[float, ...]:
        """Where its stops are reached, in metres; the last where a run is taken to be over."""
        end = self.track.length - END_M
        return tuple(max(0.0, min(call.along - REACHED_M, end)) for call in self.calls)

    @cached_property
    def box(self) -> Box:
        """The rectangle around it."""
        lats, lons = zip(*self.points, strict=True)
        return Box(min(lons), min(lats), max(lons), max(lats))


@dataclass(frozen=True, eq=False)
class Timetable:
    """Everything that is in force at a moment."""

    versions: Mapping[int, Version]
    lines: Mapping[int, Line]
    ways: Mapping[int, Way]
    stops: Mapping[str, BusStop]
    days: Mapping[tuple[int, str], ServiceDays]

    @property
    def zone(self) -> ZoneInfo:
        """In which its times are; the city's, while there is none."""
        zone = next((version.zone for version in self.versions.values()), "")
        return ZoneInfo(zone or directory().profile.zone)

    @cached_property
    def ways_of(self) -> Mapping[int, tuple[Way, ...]]:
        """The ways of each line, by direction."""
        found: dict[int, list[Way]] = {line: [] for line in self.lines}
        for way in sorted(self.ways.values(), key=lambda way: (way.direction, way.pk)):
            found[way.line.pk].append(way)
        return {line: tuple(ways) for line, ways in found.items()}

    @cached_property
    def box(self) -> Box | None:
        """The rectangle around all ways."""
        if not self.ways:
            return None
        boxes = [way.box for way in self.ways.values()]
        west, south = min(b.west for b in boxes), min(b.south for b in boxes)
        return Box(west, south, max(b.east for b in boxes), max(b.north for b in boxes))

    def runs_on(self, line: Line, code: str, day: date) -> bool:
        """Whether trips of these days of service run on a day."""
        days = self.days.get((line.version_id, code))
        if days is None or day.isoformat() in days.removed:
            return False
        if day.isoformat() in days.added:
            return True
        begun = days.first is not None and days.last is not None and days.first <= day <= days.last
        return begun and bool(days.weekdays >> day.weekday() & 1)


def timetable(at: datetime) -> Timetable:
    """Return the timetable of the entered city in force at a moment, as it was known then."""
    day = at.astimezone(ZoneInfo(directory().profile.zone)).date()
    found = Version.objects.filter(valid_from__lte=day, imported_at__lte=at)
    newest = found.order_by("feed", "-valid_from", "-imported_at", "-pk").distinct("feed")
    key = current().schema_name, tuple(newest.values_list("pk", flat=True))
    with _lock:
        if key not in _kept:
            _kept[key] = _read(key[1])
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        return _kept[key]


def _read(ids: Sequence[int]) -> Timetable:
    versions = Version.objects.in_bulk(ids)
    lines = {line.pk: line for line in Line.objects.filter(version__in=ids).order_by("order")}
    trips: dict[int, list[Trip]] = {}
    for trip in Trip.objects.filter(pattern__line__in=lines).order_by("starts_s", "pk"):
        trips.setdefault(trip.pattern_id, []).append(trip)
    ways = {
        each.pk: _way(each, lines[each.line_id], trips.get(each.pk, []))
        for each in Pattern.objects.filter(line__in=lines).order_by("pk")
    }
    stops = {stop.code: stop for stop in BusStop.objects.filter(version__in=ids)}
    days = {(d.version_id, d.code): d for d in ServiceDays.objects.filter(version__in=ids)}
    return Timetable(versions, lines, ways, stops, days)


def _way(pattern: Pattern, line: Line, trips: Sequence[Trip]) -> Way:
    calls = tuple(Call(*call) for call in pattern.stops)
    head = pattern.headsign
    return Way(pattern.pk, line, pattern.direction, head, pattern.points, calls, tuple(trips))
