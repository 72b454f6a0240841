"""A way on the ground as a line of metres: where along it is a point? Pure arithmetic.

Ways cross and follow themselves (out along a road and back on it), so a point has not one place
on a way but several: `places` gives them all, and whoever asks chooses by where it was before and
which way it headed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kentongan.toolbox.geometry import EARTH_RADIUS_M, Point

Numbers = NDArray[np.float64]
SHORTEST_M = 0.01
END_M = 60.0
"""So near to the end of a way a run on it is over."""


class Place(NamedTuple):
    """A place on a way: metres along it, metres beside it, and the heading there (degrees)."""

    along: float
    off: float
    heading: float


@dataclass(frozen=True, eq=False)
class Track:
    """A way in a plane that touches the earth at its first point (exact enough for a city)."""

    origin: Point
    x: Numbers
    y: Numbers

    @classmethod
    def of(cls, points: Sequence[Sequence[float]]) -> "Track":
        """Make one of two or more [lat, lon]; points upon each other count as one."""
        origin = Point(*points[0])
        lat, lon = np.asarray(points, dtype=np.float64).T
        x, y = _flat(origin, lat, lon)
        apart = np.hypot(np.diff(x), np.diff(y)) > SHORTEST_M
        kept = np.concatenate(([True], apart))
        if kept.sum() < 2:
            kept[-1] = True
        return cls(origin, x[kept], y[kept])

    @cached_property
    def lengths(self) -> Numbers:
        """Of each piece, in metres."""
        return np.maximum(np.hypot(np.diff(self.x), np.diff(self.y)), SHORTEST_M)

    @cached_property
    def begins(self) -> Numbers:
        """Metres along at which each point stands; one more than there are pieces."""
        return np.concatenate(([0.0], np.cumsum(self.lengths)))

    @property
    def length(self) -> float:
        """Of the whole way, in metres."""
        return float(self.begins[-1])

    @cached_property
    def headings(self) -> Numbers:
        """Of each piece, degrees clockwise from north."""
        turned: Numbers = np.degrees(np.arctan2(np.diff(self.x), np.diff(self.y))) % 360
        return turned

    def nearest(self, point: Point, start: float, end: float) -> Place:
        """Return the nearest place between two places, in metres along."""
        first = max(0, int(np.searchsorted(self.begins, start, "right")) - 1)
        last = max(first + 1, int(np.searchsorted(self.begins, end, "left")))
        along, off = self._onto(point, first, min(last, len(self.lengths)))
        best = int(off.argmin())
        return Place(float(along[best]), float(off[best]), float(self.headings[first + best]))

    def places(self, point: Point, within: float) -> list[Place]:
        """Return every place where the way is nearer to the point than just before and after."""
        along, off = self._onto(point, 0, len(self.lengths))
        at_start = along <= self.begins[:-1] + SHORTEST_M / 2
        at_end = along >= self.begins[1:] - SHORTEST_M / 2
        # A bend shows twice: at the end of one piece and at the start of the next. Only the first
        # of both counts, and neither if the way comes still nearer on the other piece.
        falls = at_end & np.concatenate((~at_start[1:], [False]))
        rises = at_start & np.concatenate(([False], np.ones(len(off) - 1, dtype=bool)))
        best = np.flatnonzero((off <= within) & ~falls & ~rises)
        return [Place(float(along[i]), float(off[i]), float(self.headings[i])) for i in best]

    def at(self, along: float) -> Point:
        """Return the point at so many metres along."""
        x = float(np.interp(along, self.begins, self.x))
        y = float(np.interp(along, self.begins, self.y))
        scale = radians(1) * EARTH_RADIUS_M
        lon = self.origin.lon + x / (scale * cos(radians(self.origin.lat)))
        return Point(self.origin.lat + y / scale, lon)

    def _onto(self, point: Point, first: int, last: int) -> tuple[Numbers, Numbers]:
        px, py = _flat(self.origin, np.float64(point.lat), np.float64(point.lon))
        x, y, lengths = self.x[first:last], self.y[first:last], self.lengths[first:last]
        dx = (self.x[first + 1 : last + 1] - x) / lengths
        dy = (self.y[first + 1 : last + 1] - y) / lengths
        on = np.clip((px - x) * dx + (py - y) * dy, 0.0, lengths)
        off = np.hypot(px - x - on * dx, py - y - on * dy)
        return self.begins[first:last] + on, off


def turn(one: float, other: float) -> float:
    """Return how far two headings are apart, 0 to 180 degrees."""
    return abs((one - other + 180) % 360 - 180)


def _flat(
    origin: Point, lat: "Numbers | np.float64", lon: "Numbers | np.float64"
) -> tuple["Numbers", "Numbers"]:
    scale = radians(1) * EARTH_RADIUS_M
    x = np.asarray((lon - origin.lon) * scale * cos(radians(origin.lat)))
    return x, np.asarray((lat - origin.lat) * scale)
