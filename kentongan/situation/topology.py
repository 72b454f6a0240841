"""TopoJSON, in which neighbours share arcs (github.com/topojson/topojson-specification).

A few bytes can name a long arc a million times, so points are counted before they are written out.
"""

from collections.abc import Iterator
from typing import Any

from kentongan.situation.connecting import NotUnderstood
from kentongan.situation.values import Thing, needed, thing, things

MOST_POINTS = 500_000
"""In one answer, unfolded."""
DEPTHS = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}
Arc = list[list[float]]
Grid = tuple[list[float], list[float]]
"""Scale and shift of what was written in whole numbers."""


def unfolded(topology: Thing) -> Iterator[tuple[Any, Any]]:
    """Yield each thing's geometry as GeoJSON (None where it has none) and its properties."""
    unfolding = Unfolding(topology)
    for group in thing(topology.get("objects"), "objects").values():
        for each in things(thing(group, "objects").get("geometries", []), "geometries"):
            one = each if isinstance(each, dict) else {}
            yield unfolding.geometry(one), one.get("properties")


class Unfolding:
    """The arcs of one topology, and how many points of them were written out."""

    def __init__(self, topology: Thing) -> None:
        self._grid = _grid(topology.get("transform"))
        told = things(topology.get("arcs", []), "arcs")
        self._arcs = [_arc(each, self._grid) for each in told]
        self._points = 0

    def geometry(self, one: Thing) -> Any:
        """Return a geometry with its arcs written out."""
        kind = one.get("type")
        if kind == "Point":
            return {"type": kind, "coordinates": _placed(_pair(one.get("coordinates")), self._grid)}
        if kind not in DEPTHS:
            return None
        try:
            return {"type": kind, "coordinates": self._lines(one["arcs"], DEPTHS[kind])}
        except (KeyError, IndexError, TypeError):
            return None

    def _lines(self, told: Any, depth: int) -> list[Any]:
        if depth:
            return [self._lines(each, depth - 1) for each in told]
        line: Arc = []
        for index in told:
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]
            line += arc[1:] if line else arc
            self._count(len(arc))
        return line

    def _count(self, points: int) -> None:
        self._points += points
        if self._points > MOST_POINTS:
            raise NotUnderstood(f"more than {MOST_POINTS} points")


def _grid(transform: Any) -> Grid | None:
    if not transform:
        return None
    told = thing(transform, "transform")
    return _pair(told.get("scale")), _pair(told.get("translate"))


def _placed(point: list[float], grid: Grid | None) -> list[float]:
    if grid is None:
        return point
    scale, shift = grid
    return [point[0] * scale[0] + shift[0], point[1] * scale[1] + shift[1]]


def _arc(told: Any, grid: Grid | None) -> Arc:
    """Return an arc's points; on a grid they are steps from the point before."""
    points = [_pair(each) for each in things(told, "arc")]
    if grid is None:
        return points
    x = y = 0.0
    found = []
    for dx, dy in points:
        x, y = x + dx, y + dy
        found.append(_placed([x, y], grid))
    return found


def _pair(told: Any) -> list[float]:
    both = things(told, "a pair")
    if len(both) < 2:
        raise NotUnderstood("a pair of one number")
    return [needed(part, "a pair", -1e9, 1e9) for part in both[:2]]
