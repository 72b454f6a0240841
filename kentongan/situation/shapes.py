"""Shapes out of GeoJSON and TopoJSON that strangers wrote, in degrees, longitude first.

TopoJSON shares arcs between neighbours (github.com/topojson/topojson-specification); PetaBencana
answers in it unless asked for GeoJSON.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from kentongan.situation.connecting import NotUnderstood
from kentongan.situation.values import Thing, needed, thing, things

MOST_POINTS = 20_000
KINDS = ("Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


def drawn(geometry: Any) -> BaseGeometry:
    """Return a GeoJSON geometry as a shape; a ring that crosses itself is mended."""
    told = thing(geometry, "geometry")
    if told.get("type") not in KINDS:
        raise NotUnderstood(f"geometry: {str(told.get('type'))[:40]!r} is not read here")
    try:
        found: BaseGeometry = shapely.make_valid(shape(dict(told)))
    except (ShapelyError, AttributeError, KeyError, IndexError, TypeError, ValueError) as fault:
        raise NotUnderstood(f"geometry: {fault}"[:200]) from None
    _check(found)
    return found


def geojson(form: BaseGeometry) -> dict[str, Any]:
    """Return a shape as GeoJSON, to six places (a tenth of a metre)."""
    return dict(mapping(shapely.set_precision(form, 1e-6)))


def features(told: Any) -> Iterator[tuple[Any, Any]]:
    """Yield geometry and properties of a collection, GeoJSON or TopoJSON, unread."""
    whole = thing(told, "the answer")
    if whole.get("type") == "FeatureCollection":
        for each in things(whole.get("features"), "features"):
            one = each if isinstance(each, dict) else {}
            yield one.get("geometry"), one.get("properties")
    elif whole.get("type") == "Topology":
        yield from _unfolded(whole)
    else:
        raise NotUnderstood("neither a FeatureCollection nor a Topology")


def _check(form: BaseGeometry) -> None:
    if form.is_empty:
        raise NotUnderstood("geometry: empty")
    if shapely.get_num_coordinates(form) > MOST_POINTS:
        raise NotUnderstood(f"geometry: more than {MOST_POINTS} points")
    west, south, east, north = form.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise NotUnderstood("geometry: not on earth, or not in degrees")


def _unfolded(topology: Thing) -> Iterator[tuple[Any, Any]]:
    arcs = [_arc(each, topology) for each in things(topology.get("arcs", []), "arcs")]
    for group in thing(topology.get("objects"), "objects").values():
        for each in things(thing(group, "objects").get("geometries", []), "geometries"):
            one = each if isinstance(each, dict) else {}
            yield _geometry(one, arcs), one.get("properties")


def _geometry(one: Thing, arcs: Sequence[list[list[float]]]) -> Any:
    if one.get("type") == "Point":
        return {"type": "Point", "coordinates": one.get("coordinates")}
    depth = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}
    if one.get("type") not in depth:
        return None
    try:
        return {"type": one["type"], "coordinates": _ringed(one["arcs"], arcs, depth[one["type"]])}
    except (KeyError, IndexError, TypeError):
        return None


def _ringed(told: Any, arcs: Sequence[list[list[float]]], depth: int) -> list[Any]:
    if depth:
        return [_ringed(each, arcs, depth - 1) for each in told]
    line: list[list[float]] = []
    for index in told:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line += arc[1:] if line else arc
    return line


def _arc(told: Any, topology: Thing) -> list[list[float]]:
    """Return an arc's points; quantised ones are steps from the point before."""
    points = [
        [needed(part, "arc", -1e9, 1e9) for part in things(each, "arc")[:2]]
        for each in things(told, "arc")
    ]
    if not (transform := topology.get("transform")):
        return points
    scale, shift = thing(transform, "transform")["scale"], transform["translate"]
    x = y = 0.0
    found = []
    for dx, dy in points:
        x, y = x + dx, y + dy
        found.append([x * scale[0] + shift[0], y * scale[1] + shift[1]])
    return found
