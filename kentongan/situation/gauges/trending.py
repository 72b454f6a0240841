"""How fast the water rises or falls: a slope that one wild reading cannot bend (Theil and Sen).

It is the median of the slopes between all pairs of the newest points. Only of the newest: a river
that was calm for hours and now rises by a metre an hour rises by a metre an hour.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import combinations
from statistics import median
from typing import NamedTuple

WINDOW = timedelta(hours=4)
"""Looked back over at most: gauges that are read by hand tell hourly."""
LEAST = 4
"""Points that a slope needs; fewer is unknown."""
ENOUGH = 5
"""Points from which on no single one bends the slope, wherever it is: older ones are left out."""
SHORTEST = timedelta(minutes=30)
"""Between the first and the last of them; within less, waves are measured."""
MOST = 50
"""Points that are compared: a sensor that tells every minute is thinned out."""


class Point(NamedTuple):
    """A level of the water, in cm, that is believed."""

    at: datetime
    cm: float


class Trend(NamedTuple):
    """A slope in cm per hour, and over how long before the moment it was asked for."""

    speed: float
    over: timedelta


def trend(points: Sequence[Point], *, at: datetime) -> Trend | None:
    """Return how the newest points before `at` rise or fall; None where too little is known.

    :param points: oldest first
    """
    newest = _newest(points, at)
    if len(newest) < LEAST or newest[0].at - newest[-1].at < SHORTEST:
        return None
    thin = newest[:: -(-len(newest) // MOST)]
    speed = median(
        (later.cm - earlier.cm) / ((later.at - earlier.at).total_seconds() / 3600)
        for later, earlier in combinations(thin, 2)
        if later.at > earlier.at
    )
    return Trend(speed, at - newest[-1].at)


def _newest(points: Sequence[Point], at: datetime) -> list[Point]:
    """As few as are enough, newest first."""
    found: list[Point] = []
    for point in reversed(points):
        if point.at < at - WINDOW:
            break
        if len(found) >= ENOUGH and found[0].at - found[-1].at >= SHORTEST:
            break
        if point.at <= at:
            found.append(point)
    return found
