"""Simulating buses whose truth is known: for tests, for benches, and for drills, marked as such.

Legs take what the timetable says, times what the hour and chance make of it; buses stand at stops,
bunch where one is held up, and their receivers stray. The same seed gives the same buses.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import cos, radians
from random import Random

from kentongan.toolbox.geometry import Point, distance
from kentongan.transit.knowing import Way

STRAY_M = 8.0
"""Standard deviation of a receiver's error; it drifts, as real ones do."""
TURN_S = 180.0
"""What a driver rests between two runs."""
NEAR_M = 400.0
"""A bus takes its next run where it ended, or so near."""
Pace = Callable[[float], float]
"""How much longer than planned a leg takes that begins at that moment."""


@dataclass
class Journey:
    """One run: at which moments (epoch seconds) it was how far along its way."""

    vehicle: str
    way: Way
    times: list[float] = field(default_factory=list)
    metres: list[float] = field(default_factory=list)
    reached: list[float] = field(default_factory=list)
    """When it reached each stop."""

    @cached_property
    def end(self) -> Point:
        """Where it ended, once it has been driven."""
        return self.way.track.at(self.metres[-1])

    def along(self, at: float) -> float:
        """Return where it was, in metres."""
        after = bisect_right(self.times, at)
        if after == 0:
            return self.metres[0]
        if after == len(self.times):
            return self.metres[-1]
        t0, t1 = self.times[after - 1], self.times[after]
        m0, m1 = self.metres[after - 1], self.metres[after]
        return m0 + (m1 - m0) * (at - t0) / ((t1 - t0) or 1.0)


def drive(vehicle: str, way: Way, start: float, chance: Random, pace: Pace) -> Journey:
    """Drive one run: a driver's own pace, every leg's luck, and a while at each stop."""
    journey = Journey(vehicle, way, [start], [way.calls[0].along], [start])
    driver, now = chance.gauss(1.0, 0.05), start
    for here, there in zip(way.calls, way.calls[1:], strict=False):
        planned = max(there.arrives - here.leaves, (there.along - here.along) / 15.0, 5.0)
        now += planned * pace(now) * max(0.6, driver) * chance.lognormvariate(0.0, 0.15)
        journey.reached.append(now)
        journey.times.append(now)
        journey.metres.append(there.along)
        now += max(0.0, chance.gauss(15.0, 8.0))
        journey.times.append(now)
        journey.metres.append(there.along)
    return journey


def fleet(
    departures: Iterable[tuple[float, Way]], *, seed: int, pace: Pace = lambda _: 1.0
) -> list[Journey]:
    """Drive all departures, each by a bus that rests near there, or else by a new one."""
    chance = Random(seed)  # noqa: S311 - a simulator wants chance that comes again
    driven: list[Journey] = []
    resting: list[Journey] = []
    for start, way in sorted(departures, key=lambda each: (each[0], each[1].pk)):
        free = next((j for j in resting if _can_take(j, start, way)), None)
        if free is not None:
            resting.remove(free)
        name = free.vehicle if free else f"sim-{len({j.vehicle for j in driven}) + 1}"
        driven.append(drive(name, way, start, chance, pace))
        resting.append(driven[-1])
    return driven


def every(
    ways: Sequence[Way], headway: float, begin: float, end: float
) -> Iterator[tuple[float, Way]]:
    """Yield departures of each way, so often, shifted against each other."""
    for number, way in enumerate(ways):
        start = begin + headway * (number / max(len(ways), 1))
        while start < end:
            yield start, way
            start += headway


def _can_take(rested: Journey, start: float, way: Way) -> bool:
    if rested.times[-1] + TURN_S > start:
        return False
    return distance(rested.end, Point(*way.points[0])) < NEAR_M


class Receiver:
    """A bus's receiver: tells where it is, some metres beside the truth."""

    def __init__(self, journeys: Iterable[Journey], *, seed: int) -> None:
        self.journeys = sorted(journeys, key=lambda journey: journey.times[0])
        self._chance = Random(seed)  # noqa: S311
        self._east = self._north = 0.0

    def truth(self, at: float) -> Journey | None:
        """Return the run it is on; None while it rests."""
        on = (j for j in self.journeys if j.times[0] <= at <= j.times[-1])
        return next(on, None)

    def tell(self, at: float) -> Point | None:
        """Return where it says it is; nothing before its first run and after its last."""
        if not self.journeys[0].times[0] <= at <= self.journeys[-1].times[-1]:
            return None
        last = next(j for j in reversed(self.journeys) if j.times[0] <= at)
        there = last.way.track.at(last.along(at))
        self._east = 0.8 * self._east + 0.6 * self._chance.gauss(0.0, STRAY_M)
        self._north = 0.8 * self._north + 0.6 * self._chance.gauss(0.0, STRAY_M)
        lat = there.lat + self._north / 111_195
        return Point(lat, there.lon + self._east / (111_195 * cos(radians(there.lat))))


def receivers(journeys: Iterable[Journey], *, seed: int) -> dict[str, Receiver]:
    """Give each bus its receiver."""
    by_vehicle: dict[str, list[Journey]] = {}
    for journey in journeys:
        by_vehicle.setdefault(journey.vehicle, []).append(journey)
    return {
        name: Receiver(runs, seed=seed + n) for n, (name, runs) in enumerate(by_vehicle.items())
    }
