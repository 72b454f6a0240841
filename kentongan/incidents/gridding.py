"""A grid as wide as a kind's radius: what is near stands in the same cell or in one beside it."""

from collections.abc import Iterator
from math import cos, floor, radians

from kentongan.toolbox.geometry import METRES_A_DEGREE, Point

ROW = 1 << 26
"""More columns than a row has, so that a cell is one number."""


def cell_of(point: Point, radius: float) -> int:
    """Return the number of the cell that holds a point."""
    row, column = _spot(point, radius)
    return row * ROW + column


def cells_around(point: Point, radius: float) -> Iterator[int]:
    """Yield every cell that something within the radius may stand in."""
    row, _column = _spot(point, radius)
    for other in (row - 1, row, row + 1):
        column = floor((point.lon + 180) / _width(other, radius))
        yield from (other * ROW + beside for beside in (column - 1, column, column + 1))


def _spot(point: Point, radius: float) -> tuple[int, int]:
    row = floor((point.lat + 90) / (radius / METRES_A_DEGREE))
    return row, floor((point.lon + 180) / _width(row, radius))


def _width(row: int, radius: float) -> float:
    """Degrees of longitude that a cell of the row is wide: at least the radius everywhere in it."""
    high = radius / METRES_A_DEGREE
    edge = max(abs(row * high - 90), abs((row + 1) * high - 90))
    return high / max(cos(radians(min(edge, 89.0))), 0.01)
