"""The ground on which a unit's visits are drawn: its kelurahan, its kecamatan, or the city."""

from functools import partial
from typing import Any

from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction, Unit
from kentongan.toolbox.schemas import current
from kentongan.workdesk.mapping import features_around, features_of_city, features_within

Level = Jurisdiction.Level


def ground_of(unit: Unit) -> dict[str, Any]:
    """Return what `boundary_svg` and the live map need to draw where a unit goes."""
    known = directory()
    place = known.jurisdictions.get(unit.governs_id or 0)
    draw: Any = features_of_city
    if place is not None and place.level == Level.KELURAHAN:
        draw = partial(features_around, place)
    elif place is not None and place.level == Level.KECAMATAN:
        draw = partial(features_within, place)
    governed = place.code if place is not None and place.level != Level.CITY else ""
    return {
        "features": draw,
        "features_key": ("visits", current().schema_name, known.profile.version, governed),
        "focus": governed,
    }
