"""A short way through given points: nearest neighbour, then 2-opt. Pure arithmetic.

The way begins at the first point and does not lead back. Distances are great circles: the streets
make it longer, but seldom in another order. Never longer than the order that was given.
"""

from collections.abc import Sequence
from itertools import pairwise

from kentongan.toolbox.geometry import Point, distance

GAIN = 0.001
"""Metres below which nothing is gained; else rounding would turn a stretch to and fro for ever."""
Metres = list[list[float]]


def length(points: Sequence[Point]) -> float:
    """Return the metres from the first point through all others to the last."""
    return sum(distance(one, other) for one, other in pairwise(points))


def short_order(points: Sequence[Point]) -> list[int]:
    """Return the indexes of the points in the order to go; the first stays first."""
    given = list(range(len(points)))
    if len(points) < 3:
        return given
    metres = [[distance(one, other) for other in points] for one in points]
    ways = (given, untangled(given, metres), untangled(nearest(metres), metres))
    return min(ways, key=lambda way: length([points[i] for i in way]))


def nearest(metres: Metres) -> list[int]:
    """Go from each point to the nearest that is left."""
    way, left = [0], set(range(1, len(metres)))
    while left:
        here = metres[way[-1]]
        way.append(min(left, key=lambda there: (here[there], there)))
        left.remove(way[-1])
    return way


def untangled(way: Sequence[int], metres: Metres) -> list[int]:
    """Turn stretches round while that makes the way shorter (2-opt; the start stays)."""
    way = list(way)
    while (turn := _gaining(way, metres)) is not None:
        first, last = turn
        way[first : last + 1] = reversed(way[first : last + 1])
    return way


def _gaining(way: list[int], metres: Metres) -> tuple[int, int] | None:
    """The first stretch whose turning gains something; None where none does."""
    for first in range(1, len(way) - 1):
        for last in range(first + 1, len(way)):
            if _gain(way, metres, first, last) > GAIN:
                return first, last
    return None


def _gain(way: list[int], metres: Metres, first: int, last: int) -> float:
    before, begin, end = way[first - 1], way[first], way[last]
    gain = metres[before][begin] - metres[before][end]
    if last + 1 < len(way):
        behind = way[last + 1]
        gain += metres[end][behind] - metres[begin][behind]
    return gain
