"""The city as an area of CAP: its outline, simplified to some fifty metres, its code and name."""

from collections.abc import Iterator

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from kentongan.places.directory import Directory
from kentongan.situation.cap.alert import Area
from kentongan.toolbox.geometry import Point

COARSE = 0.0005
"""Degrees, about fifty metres: a warning is no map."""
CODED = "kemendagri"


def city_area(city: Directory) -> Area:
    """Return the city; without boundaries its code and name alone."""
    drawn = [shape(place.boundary) for place in city.kelurahan if place.boundary]
    whole = shapely.union_all(drawn).simplify(COARSE) if drawn else shapely.Polygon()
    return Area(
        words=city.profile.name,
        polygons=tuple(_rings(whole)),
        geocodes=((CODED, city.profile.code),),
    )


def _rings(whole: BaseGeometry) -> Iterator[tuple[Point, ...]]:
    """Each part's outer ring; a hole is warned, too."""
    for part in getattr(whole, "geoms", [whole]):
        if isinstance(part, shapely.Polygon) and not part.is_empty and part.exterior.is_simple:
            yield tuple(Point(lat, lon) for lon, lat, *_height in part.exterior.coords)
