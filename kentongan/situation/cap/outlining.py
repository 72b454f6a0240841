"""A warning's areas as shapes on the earth, longitude first, as maps and GeoJSON have it."""

from collections.abc import Iterable, Sequence
from math import cos, radians

import shapely
from shapely.affinity import scale, translate
from shapely.geometry.base import BaseGeometry

from kentongan.situation.cap.alert import Area, Circle
from kentongan.toolbox.geometry import Point

KM_IN_A_DEGREE = 111.195
SIDES = 64
LEAST_POINTS = 4


def is_simple(ring: Sequence[Point]) -> bool:
    """Whether the ring crosses itself nowhere."""
    return bool(shapely.LinearRing([(each.lon, each.lat) for each in ring]).is_simple)


def outline(areas: Iterable[Area]) -> BaseGeometry:
    """Return all of them as one shape; empty where none is drawn.

    A ring that crosses itself is mended, one that is open is closed: it still warns.
    """
    shapes = [
        _ring(ring) for area in areas for ring in area.polygons if len(ring) >= LEAST_POINTS - 1
    ]
    shapes += [_circle(circle) for area in areas for circle in area.circles if circle.radius_km > 0]
    return shapely.union_all(shapes) if shapes else shapely.MultiPolygon()


def _ring(ring: Sequence[Point]) -> BaseGeometry:
    return shapely.make_valid(shapely.Polygon([(each.lon, each.lat) for each in ring]))


def _circle(circle: Circle) -> BaseGeometry:
    """Return a circle as a ring of 64 sides, wider in degrees away from the equator."""
    tall = circle.radius_km / KM_IN_A_DEGREE
    wide = tall / max(0.01, cos(radians(circle.centre.lat)))
    unit = shapely.Point(0, 0).buffer(1, quad_segs=SIDES // 4)
    return translate(scale(unit, wide, tall), circle.centre.lon, circle.centre.lat)
