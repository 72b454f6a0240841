"""Following one vehicle through what it tells, position after position. No database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from kentongan.toolbox.geometry import Point
from kentongan.transit.knowing import Timetable, Way
from kentongan.transit.matching import Standing, step
from kentongan.transit.models import Latest, Run
from kentongan.transit.passing import first_ahead, passed
from kentongan.transit.positions import WhyAside
from kentongan.transit.sifting import Told, jumps
from kentongan.transit.starting import began, start_of

Taken = set[tuple[int, date, int]]
"""Trip, day and start of the runs that are under way."""


@dataclass
class Trail:
    """A vehicle, what was known of it, and what its positions made of that."""

    vehicle_id: int
    is_simulated: bool
    latest: Latest | None
    standing: Standing | None = None
    run: Run | None = None
    next_stop: int = 0
    line: str = ""
    steps: list[tuple[Told, Standing, Run | None]] = field(default_factory=list)
    passages: list[tuple[Run, int, datetime]] = field(default_factory=list)
    begun: list[Run] = field(default_factory=list)

    @classmethod
    def of(
        cls, vehicle_id: int, latest: Latest | None, timetable: Timetable, *, is_simulated: bool
    ) -> "Trail":
        """Take up where it was left. A way of a timetable no longer in force is left, too."""
        trail = cls(vehicle_id, is_simulated, latest)
        if latest is None:
            return trail
        way = timetable.ways.get(latest.run.pattern_id) if latest.run else None
        trail.run, trail.next_stop, trail.line = latest.run, latest.next_stop, latest.line
        trail.standing = Standing(
            latest.at.timestamp(), Point(latest.lat, latest.lon), latest.heading, way,
            latest.along or 0.0, latest.lost, anchor=Point(latest.anchor_lat, latest.anchor_lon),
        )  # fmt: skip
        return trail

    def take(self, told: Told, timetable: Timetable, taken: Taken) -> WhyAside | None:
        """Go one position on; or say why it is set aside."""
        before = self.standing
        if before is not None:
            before_at = datetime.fromtimestamp(before.at, UTC)
            if told.at <= before_at:
                return WhyAside.LATE
            if jumps(before.point, before_at, told):
                return WhyAside.JUMP
        line = told.line or self.line
        ways = timetable.ways.values()
        now = step(before, told.at.timestamp(), told.point, told.heading, ways, line)
        self.line = now.way.line.code if now.way else line
        self._pass(before, now, timetable, taken)
        self.standing = replace(now, is_new=False)
        self.steps.append((told, self.standing, self.run))
        return None

    def _pass(
        self,
        before: Standing | None,
        now: Standing,
        timetable: Timetable,
        taken: Taken,
    ) -> None:
        if now.way is None:
            self.run = None
            return
        stops, came_from = now.way.stops_along, before
        if now.is_new or self.run is None:
            self._begin(now.way, now, timetable, taken)
            self.next_stop, came_from = first_ahead(stops, now.along), None
        assert self.run is not None  # noqa: S101 - it has just begun, if it was none
        behind = (came_from.along, came_from.at) if came_from else (now.along, now.at)
        for index, at in passed(stops, self.next_stop, behind, (now.along, now.at)):
            self.passages.append((self.run, index, datetime.fromtimestamp(at, UTC)))
            self.next_stop = index + 1

    def _begin(
        self,
        way: Way,
        now: Standing,
        timetable: Timetable,
        taken: Taken,
    ) -> None:
        at = datetime.fromtimestamp(began(way, now.along, now.at), UTC)
        start = start_of(timetable, way, at, taken)
        if start.trip:
            taken.add((start.trip.pk, start.day, start.starts_s))
        self.run = Run(
            vehicle_id=self.vehicle_id, pattern_id=way.pk, trip=start.trip, day=start.day,
            starts_s=start.starts_s, began_at=at, is_simulated=self.is_simulated,
        )  # fmt: skip
        self.begun.append(self.run)


def in_order(told: Sequence[tuple[int, Told]]) -> Iterator[tuple[int, Told]]:
    """Yield positions, with their place in the batch, from the oldest on."""
    yield from sorted(told, key=lambda each: each[1].at)
