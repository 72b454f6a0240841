"""The city's boundaries for its maps: trimmed to a metre, encoded once per version of the data."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson
import shapely
from shapely.geometry import mapping, shape

from kentongan.places.directory import data_version, directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.snapshots import Snapshot

DECIMALS = 5
"""Of a degree: about a metre."""
SKETCHED = 0.0004
"""Degrees, about 40 m: less than a pixel where the whole city is a picture of 900 px."""

Feature = dict[str, Any]


class Drawn(NamedTuple):
    """Boundaries as a sketch for small pictures, and as GeoJSON bytes with their ETag."""

    sketch: tuple[Feature, ...]
    geojson: bytes
    etag: str
    are_approximate: bool


def _build() -> Drawn:
    known = directory()
    bounded = [place for place in known.jurisdictions.values() if place.boundary]
    features = tuple(_feature(place) for place in bounded)
    geojson = orjson.dumps({"type": "FeatureCollection", "features": features})
    etag = f'"{known.profile.slug}-{known.profile.version}"'
    return Drawn(_sketch(bounded), geojson, etag, any(place.is_approximate for place in bounded))


drawn = Snapshot(_build, data_version)
"""`drawn()` is the current city's."""


def city_features() -> Sequence[Feature]:
    """Return the boundaries as GeoJSON features, for `boundary_svg`."""
    return drawn().sketch


def _sketch(places: list[Jurisdiction]) -> tuple[Feature, ...]:
    """Simplify level by level, so that neighbours keep their common border."""
    found: list[Feature] = []
    for level in Jurisdiction.Level.values:
        ranked = [place for place in places if place.level == level]
        simple = shapely.coverage_simplify(
            [shape(place.boundary or {}) for place in ranked], SKETCHED
        )
        found += [
            _feature(place, mapping(form)) for place, form in zip(ranked, simple, strict=True)
        ]
    return tuple(found)


def _feature(place: Jurisdiction, simple: Any = None) -> Feature:
    boundary: Any = simple or place.boundary
    return {
        "type": "Feature",
        "properties": {
            "name": place.name,
            "code": place.code,
            "level": place.level,
            "approximate": place.is_approximate,
        },
        "geometry": {
            "type": boundary["type"],
            "coordinates": _trim(boundary["coordinates"]),
        },
    }


def _trim(part: Any) -> Any:
    if isinstance(part, int | float):
        return round(part, DECIMALS)
    return [_trim(each) for each in part]
