"""Measuring polygons that should fit together: what lies twice, what lies nowhere, how large."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely import STRtree
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Overlap:
    """Ground that two polygons both claim."""

    first: str
    second: str
    square_metres: float
    share: float  # of the smaller of the two, 0 to 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Ground inside the whole that no polygon claims; a point in it, in degrees."""

    lat: float
    lon: float
    square_metres: float


def in_metres(shape: BaseGeometry, latitude: float) -> BaseGeometry:
    """The shape in metres on a plane that is true near `latitude` (well under 1 % for a city).

    The lengths of a degree are the usual series for the ellipsoid WGS 84.
    """
    angle = math.radians(latitude)
    north = 111_132.954 - 559.822 * math.cos(2 * angle) + 1.175 * math.cos(4 * angle)
    east = 111_412.84 * math.cos(angle) - 93.5 * math.cos(3 * angle)
    return affine_transform(shape, [east, 0, 0, north, 0, 0])


def square_metres(shape: BaseGeometry) -> float:
    return float(in_metres(shape, shape.centroid.y).area) if not shape.is_empty else 0.0


def find_overlaps(shapes: Mapping[str, BaseGeometry], *, least: float = 1.0) -> list[Overlap]:
    """Pairs that share at least `least` square metres, the worst first."""
    codes, parts = list(shapes), list(shapes.values())
    areas = [square_metres(part) for part in parts]
    found = []
    for one, other in zip(*STRtree(parts).query(parts, predicate="intersects"), strict=True):
        if one >= other:
            continue
        shared = square_metres(shapely.intersection(parts[one], parts[other]))
        if shared >= least:
            smaller = max(min(areas[one], areas[other]), least)
            found.append(Overlap(codes[one], codes[other], shared, shared / smaller))
    return sorted(found, key=lambda each: (-each.square_metres, each.first, each.second))


def find_gaps(whole: BaseGeometry, *, least: float = 1.0) -> list[Gap]:
    """Holes in the union of all polygons of at least `least` square metres, the largest first."""
    found = []
    for part in shapely.get_parts(whole):
        for ring in part.interiors:
            hole = shapely.Polygon(ring)
            size, inside = square_metres(hole), hole.representative_point()
            if size >= least:
                found.append(Gap(round(inside.y, 6), round(inside.x, 6), size))
    return sorted(found, key=lambda each: -each.square_metres)
