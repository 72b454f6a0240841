"""Approximate cells: what a kelurahan may look like when only its centre point is known.

Official polygons may not be shipped, so a map begins with Voronoi cells of the centres, clipped
to a hull that follows the centres and so looks like a city and not like a box. Nobody should
take them for borders: whoever draws them says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from shapely import STRtree, affinity
from shapely.geometry import MultiPoint, Point, mapping
from shapely.geometry.base import BaseGeometry

from kentongan.cities.packs.facts import JurisdictionFacts

GRID = 1e-6  # degrees, about 11 cm: neighbours meet in exactly the same numbers
_HOLLOW = 0.25  # 0 hugs the centres, 1 is their convex hull
_MARGIN = 0.8  # how far the outermost cells reach out, in median distances between neighbours


def approximate_cells(places: Iterable[JurisdictionFacts]) -> dict[str, dict[str, Any]]:
    """A GeoJSON geometry (WGS84 degrees) for every jurisdiction, by its code.

    Cells of kelurahan neither overlap nor leave gaps; a kecamatan and the city are the unions of
    theirs. A jurisdiction without kelurahan below it gets none. The same places give the same
    cells, whatever their order.
    """
    ordered = sorted(places, key=lambda each: each.code)
    leaves = [each for each in ordered if each.level == "kelurahan"]
    if not leaves:
        return {}
    shapes = dict(zip((each.code for each in leaves), _cells_of(leaves), strict=True))
    parents = {each.code: each.parent for each in ordered}
    below: dict[str, list[BaseGeometry]] = {}
    for code, shape in shapes.items():
        for above in _ancestors(code, parents):
            below.setdefault(above, []).append(shape)
    shapes.update({code: shapely.coverage_union_all(parts) for code, parts in below.items()})
    return {code: mapping(shapely.normalize(shape)) for code, shape in shapes.items()}


def _ancestors(code: str, parents: dict[str, str | None]) -> list[str]:
    found: list[str] = []
    above = parents.get(code)
    while above and above in parents and above not in found:
        found.append(above)
        above = parents[above]
    return found


def _cells_of(leaves: Sequence[JurisdictionFacts]) -> list[BaseGeometry]:
    squeeze = math.cos(math.radians(sum(each.lat for each in leaves) / len(leaves)))
    centres = MultiPoint([(each.lon * squeeze, each.lat) for each in leaves])
    hull = _hull(centres)
    edges = shapely.voronoi_polygons(centres, extend_to=hull.envelope, only_edges=True)
    lines = [hull.boundary, edges.intersection(hull)]
    # Cut all lines at once on one grid; polygons cut one by one would miss each other by a hair.
    stretched = [affinity.scale(line, xfact=1 / squeeze, origin=(0, 0)) for line in lines]
    net = shapely.unary_union(stretched, grid_size=GRID)
    faces = [face for face in shapely.get_parts(shapely.polygonize([net])) if not face.is_empty]
    return _share_out(faces, leaves)


def _hull(centres: MultiPoint) -> BaseGeometry:
    """The outline of the city, in squeezed degrees."""
    points = list(centres.geoms)
    if len(points) == 1:
        return points[0].buffer(0.01)
    tree = STRtree(points)
    nearest = sorted(tree.query_nearest(points, exclusive=True, return_distance=True)[1])
    margin = max(_MARGIN * float(nearest[len(nearest) // 2]), 0.002)
    outline = shapely.concave_hull(centres, ratio=_HOLLOW).buffer(2 * margin, quad_segs=4)
    return outline.buffer(-margin, quad_segs=4)


def _share_out(
    faces: Sequence[BaseGeometry], leaves: Sequence[JurisdictionFacts]
) -> list[BaseGeometry]:
    """Each face goes to the centre inside it; a shard that a bay cut off, to the nearest."""
    owners = STRtree([Point(each.lon, each.lat) for each in leaves])
    parts: list[list[BaseGeometry]] = [[] for _ in leaves]
    for face in faces:
        inside = owners.query(face, predicate="contains")
        chosen = inside[0] if len(inside) else owners.nearest(face.representative_point())
        parts[int(chosen)].append(face)
    return [shapely.coverage_union_all(each) for each in parts]
