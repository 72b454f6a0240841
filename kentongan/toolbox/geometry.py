"""Points and cells on the earth, in degrees of WGS 84. Pure arithmetic.

H3 indexes fit a signed 64-bit column because their top bit is never set
(https://h3geo.org/docs/core-library/h3Indexing).
"""

from math import asin, cos, isfinite, radians, sin, sqrt
from typing import NamedTuple

import h3.api.basic_int as h3

EARTH_RADIUS_M = 6_371_008.8
METRES_A_DEGREE = 111_195.0
"""Of latitude; of longitude at the equator."""
CELL_RESOLUTION = 9
"""H3 resolution stored with every point: an edge of about 200 m, one street block."""


class Point(NamedTuple):
    """Latitude before longitude, in degrees."""

    lat: float
    lon: float


class Box(NamedTuple):
    """A rectangle in degrees, as the web's maps name it: west, south, east, north."""

    west: float
    south: float
    east: float
    north: float


def is_on_earth(point: Point) -> bool:
    """Whether both numbers are finite and within the degrees there are."""
    if not (isfinite(point.lat) and isfinite(point.lon)):
        return False
    return abs(point.lat) <= 90 and abs(point.lon) <= 180


def cell(point: Point, resolution: int = CELL_RESOLUTION) -> int:
    """Return the H3 cell that holds the point."""
    return int(h3.latlng_to_cell(point.lat, point.lon, resolution))


def distance(one: Point, other: Point) -> float:
    """Return the great-circle distance in metres (haversine)."""
    lat = radians(other.lat - one.lat)
    lon = radians(other.lon - one.lon)
    chord = sin(lat / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(lon / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, chord)))
