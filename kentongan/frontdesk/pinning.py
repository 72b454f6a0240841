"""The place chosen so far, as a pin on the map that needs no script."""

from collections.abc import Iterable
from typing import Any

from kentongan.frontdesk.drafting import Draft
from kentongan.frontdesk.placing import Candidate, degrees
from kentongan.intake.locating import AbsurdPlace
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point


def pins(draft: Draft, offered: Iterable[Candidate], chosen: str) -> list[dict[str, Any]]:
    """Return the chosen candidate's point, else the one tapped or typed, for `boundary_svg`."""
    point = next((each.point for each in offered if each.key == chosen), None)
    if point is None and not chosen:
        point = _typed(draft)
    return [{"lat": point.lat, "lon": point.lon, "state": "pin"}] if point else []


def has_photo_outside(draft: Draft) -> bool:
    """Whether a photo was taken outside this city, so that its place is of no use."""
    taken = [photo.point for photo in draft.photos if photo.point]
    return any(directory().holding(point) is None for point in taken)


def _typed(draft: Draft) -> Point | None:
    try:
        point = Point(degrees(draft.lat, "lat"), degrees(draft.lon, "lat"))
    except AbsurdPlace:
        return None
    return point if directory().holding(point) else None
