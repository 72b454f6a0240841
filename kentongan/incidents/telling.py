"""What everybody may know of incidents: how many tell, roughly where, how long; never who.

`tile` is what the wall shows, of now or of any past moment.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kentongan.incidents.standing import Standing, incidents_at
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point

MOST_SHOWN = 8
DECIMALS = 3
"""Of the centre: about a hundred metres, a street and no door."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One incident as the wall shows it."""

    id: int
    code: str
    kind: dict[str, str]
    """The kind's name in each language."""
    witnesses: int
    places: tuple[str, ...]
    """Names of the kelurahan, those from which most tell first."""
    point: Point | None
    spread_m: int | None
    opened_at: datetime
    age: timedelta
    grown: int
    """Reports of the last 20 minutes."""
    is_growing: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """Open incidents at a moment; `more` stand beside those that are shown."""

    at: datetime
    shown: tuple[Shown, ...]
    more: int
    witnesses: int
    """Of all open incidents together."""


def tile(at: datetime, *, most: int = MOST_SHOWN) -> Tile:
    """Return the open incidents of a moment, most witnesses first (three statements)."""
    stood = incidents_at(at)
    return Tile(
        at=at,
        shown=tuple(_shown(each, at) for each in stood[:most]),
        more=max(len(stood) - most, 0),
        witnesses=sum(each.witnesses for each in stood),
    )


def _shown(each: Standing, at: datetime) -> Shown:
    known = directory().jurisdictions
    point = each.point
    return Shown(
        id=each.incident.pk,
        code=each.incident.code,
        kind=dict(each.incident.kind.names),
        witnesses=each.witnesses,
        places=tuple(known[pk].name for pk, _count in each.kelurahan),
        point=point and Point(round(point.lat, DECIMALS), round(point.lon, DECIMALS)),
        spread_m=each.spread_m,
        opened_at=each.incident.opened_at,
        age=at - each.incident.opened_at,
        grown=each.grown,
        is_growing=each.is_growing,
    )
