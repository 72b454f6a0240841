"""How fast the water rises or falls: a slope that one wild reading cannot bend (Theil and Sen).

It is the median of the slopes between all pairs of points; up to 29 % of them may be wrong.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import combinations
from statistics import median
from typing import NamedTuple

WINDOW = timedelta(hours=4)
"""Looked back over: gauges that are read by hand tell hourly."""
LEAST = 4
"""Points that a slope needs; fewer is unknown."""
SHORTEST = timedelta(minutes=30)
"""Between the first and the last of them; within less, waves are measured."""
MOST = 50
"""Points that are compared: a sensor that tells every minute is thinned out."""


class Point(NamedTuple):
    """A level of the water, in cm, that is believed."""

    at: datetime
    cm: float


def trend(points: Sequence[Point], *, at: datetime) -> float | None:
    """Return cm per hour over the last hours before `at`; None where too little is known."""
    recent = [point for point in points if at - WINDOW <= point.at <= at]
    if len(recent) < LEAST or recent[-1].at - recent[0].at < SHORTEST:
        return None
    thin = recent[:: -(-len(recent) // MOST)]
    return median(
        (later.cm - earlier.cm) / ((later.at - earlier.at).total_seconds() / 3600)
        for earlier, later in combinations(thin, 2)
        if later.at > earlier.at
    )
