"""The small map of a case: its kelurahan among the others of its kecamatan."""

from collections.abc import Iterable
from typing import Any

from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction


def features_around(place: Jurisdiction) -> list[dict[str, Any]]:
    """Return the GeoJSON features of a kelurahan and of those that share its parent."""
    return _features(p for p in directory().kelurahan if p.parent_id == place.parent_id)


def features_within(kecamatan: Jurisdiction) -> list[dict[str, Any]]:
    """Return the GeoJSON features of the kelurahan of a kecamatan."""
    return _features(p for p in directory().kelurahan if p.parent_id == kecamatan.pk)


def features_of_city() -> list[dict[str, Any]]:
    """Return the GeoJSON features of all kelurahan; give it with a key, it is a lot to draw."""
    return _features(directory().kelurahan)


def _features(places: Iterable[Jurisdiction]) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "geometry": place.boundary,
            "properties": {
                "code": place.code,
                "name": place.name,
                "level": place.level,
                "approximate": place.is_approximate,
            },
        }
        for place in places
        if place.boundary
    ]
