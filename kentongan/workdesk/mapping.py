"""The small map of a case: its kelurahan among the others of its kecamatan."""

from typing import Any

from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction


def features_around(place: Jurisdiction) -> list[dict[str, Any]]:
    """Return the GeoJSON features of a kelurahan and of those that share its parent."""
    siblings = (p for p in directory().kelurahan if p.parent_id == place.parent_id and p.boundary)
    return [
        {
            "type": "Feature",
            "geometry": sibling.boundary,
            "properties": {
                "code": sibling.code,
                "name": sibling.name,
                "level": sibling.level,
                "approximate": sibling.is_approximate,
            },
        }
        for sibling in siblings
    ]
