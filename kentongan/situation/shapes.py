"""Shapes out of GeoJSON and TopoJSON that strangers wrote, in degrees, longitude first."""

from collections.abc import Iterator
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from kentongan.situation.connecting import NotUnderstood
from kentongan.situation.topology import unfolded
from kentongan.situation.values import thing, things

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
        yield from unfolded(whole)
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
