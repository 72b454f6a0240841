"""Degrees onto a small flat picture: one scale for a whole city, its middle latitude's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

Ring = list[tuple[float, float]]
NEAR = 0.7  # px; points nearer than this to the last drawn one are left out


@dataclass(frozen=True, slots=True)
class Projection:
    """Maps lon/lat in degrees to x/y in px, y downwards."""

    west: float
    north: float
    scale: float
    squeeze: float
    left: float
    top: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place is drawn."""
        x = self.left + (lon - self.west) * self.squeeze * self.scale
        return x, self.top + (self.north - lat) * self.scale


def fit(
    places: Iterable[tuple[float, float]], width: float, height: float, pad: float
) -> Projection:
    """The projection that fits lon/lat places into width × height px, centred, with a margin."""
    lons, lats = zip(*places, strict=True)
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    squeeze = cos(radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 1e-6), max(north - south, 1e-6)
    scale = min((width - 2 * pad) / wide, (height - 2 * pad) / high)
    return Projection(
        west, north, scale, squeeze, (width - wide * scale) / 2, (height - high * scale) / 2
    )


def rings(geometry: Mapping[str, Any] | None) -> Iterator[Ring]:
    """Every ring of a GeoJSON Polygon or MultiPolygon, as lon/lat pairs."""
    if not geometry:
        return
    coordinates = geometry.get("coordinates") or ()
    polygons = coordinates if geometry.get("type") == "MultiPolygon" else [coordinates]
    if geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        return
    for polygon in polygons:
        for ring in polygon:
            yield [(float(point[0]), float(point[1])) for point in ring]


def outline(ring: Ring, projection: Projection) -> str:
    """SVG path data of one ring, without the points too near to be seen."""
    drawn: list[tuple[float, float]] = []
    for lon, lat in ring:
        x, y = projection.at(lon, lat)
        if not drawn or hypot(x - drawn[-1][0], y - drawn[-1][1]) >= NEAR:
            drawn.append((x, y))
    if len(drawn) < 3:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in drawn) + "Z"


def middle(ring: Ring) -> tuple[float, float]:
    """The centroid of a ring in lon/lat; its mean where it has no area."""
    twice = cx = cy = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        twice, cx, cy = twice + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
    if abs(twice) < 1e-12:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return cx / (3 * twice), cy / (3 * twice)
