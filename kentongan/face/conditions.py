"""What a page of the city's conditions is drawn with, at whichever door and of whichever moment."""

from datetime import datetime
from typing import Any

from kentongan.face.weather_words import DEPTHS, GRADES, SEVERITIES, SUPPLIES, weather
from kentongan.places.directory import directory
from kentongan.situation.tile import conditions, quake_distance_m


def told(at: datetime) -> dict[str, Any]:
    """Return what every source said, how old it was, and the words for it (four statements)."""
    city, found = directory(), conditions(at)
    return {
        "now": at,
        "seen": found,
        "floods": sorted(found.floods.items, key=lambda each: (-each.said.state, each.key)),
        "names": {pk: place.name for pk, place in city.jurisdictions.items()},
        "depths": DEPTHS,
        "grades": GRADES,
        "severities": SEVERITIES,
        "supplies": SUPPLIES,
        "weather": weather,
        "far": lambda quake: round((quake_distance_m(quake, city) or 0) / 1000),
    }
