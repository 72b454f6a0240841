"""Every open case has a mark on the map: its own where the public may see it, its kelurahan's else.

Marks are placed by the server, in the units of the drawn map, so that a screen only draws them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kentongan.casework.models import Case
from kentongan.face.grounding import Frame, ground
from kentongan.face.projecting import Projection
from kentongan.measures.behind import Number
from kentongan.measures.picture import Picture
from kentongan.measures.tallies import NONE
from kentongan.places.directory import data_version, directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.snapshots import Snapshot
from kentongan.wall.addressing import address, case_address
from kentongan.wall.naming import Label, Mark, labels, nudge

WIDTH, HEIGHT = 920, 620
Dot = list[Any]
"""[x, y, is late, how many, names by language or one name, address]"""


@dataclass(frozen=True)
class Land:
    """The drawn city, its names, and how places come to lie on it."""

    areas: Markup
    names: tuple[Label, ...]
    projection: Projection | None
    is_approximate: bool


def _build() -> Land:
    places = [place for place in directory().jurisdictions.values() if place.boundary]
    drawn = ground([_feature(place) for place in places], Frame(WIDTH, HEIGHT))
    rough = any(place.is_approximate for place in places)
    names = labels(drawn.projection) if drawn.projection else ()
    return Land(drawn.areas, names, drawn.projection, rough)


def _feature(place: Jurisdiction) -> dict[str, Any]:
    about = {"name": place.name, "code": place.code, "level": place.level}
    return {
        "properties": {**about, "approximate": place.is_approximate},
        "geometry": place.boundary,
    }


land = Snapshot(_build, data_version)
"""`land()` is the current city's."""


def dots(picture: Picture) -> dict[str, Dot]:
    """Return the marks by key: `dot.c7` is case 7's, `dot.k12.late` is kelurahan 12's late ones."""
    projection = land().projection
    if projection is None:
        return {}
    shown = [case for case in picture.pressing if case.public_lat is not None]
    return {**_own(shown, picture, projection), **_shared(shown, picture, projection)}


def names_beside(
    told: Mapping[str, Any], spots: Sequence[Mark] = (), size: float = 1.0
) -> list[Label]:
    """Return the places' names, out of the way of the marks; a late one counts more.

    :param spots: what else lies on the map
    """
    marks = [value for key, value in told.items() if key.startswith("dot.")]
    weighed = [Mark(one[0], one[1], 5 if one[2] else 2) for one in marks]
    return nudge(land().names, [*weighed, *spots], size)


def _own(cases: Iterable[Case], picture: Picture, projection: Projection) -> dict[str, Dot]:
    return {
        f"dot.c{case.pk}": [
            *_at(projection, case.public_lat or 0.0, case.public_lon or 0.0),
            case.due_at < picture.at,
            1,
            case.reference,
            case_address(case.reference),
        ]
        for case in cases
    }


def _shared(shown: Sequence[Case], picture: Picture, projection: Projection) -> dict[str, Dot]:
    """Two marks a kelurahan for its cases without one of their own: the calm and the late."""
    apart = Counter((case.jurisdiction_id, case.due_at < picture.at) for case in shown)
    marks: dict[str, Dot] = {}
    for place in directory().kelurahan:
        tally = picture.work.kelurahan.get(place.pk, NONE)
        late = tally.late - apart[place.pk, True]
        calm = tally.open - tally.late - apart[place.pk, False]
        middle = _middle(place)
        for count, is_late in ((calm, False), (late, True)):
            if count > 0:
                x, y = _at(projection, middle.lat, middle.lon)
                x += 9 if is_late and calm > 0 else -9 if late > 0 else 0
                url = address(Number(state="late" if is_late else "open", place=place))
                key = f"dot.k{place.pk}.{'late' if is_late else 'calm'}"
                marks[key] = [round(x, 1), y, is_late, count, place.name, url]
    return marks


def _middle(place: Jurisdiction) -> Point:
    return Point(place.lat, place.lon)


def _at(projection: Projection, lat: float, lon: float) -> tuple[float, float]:
    x, y = projection.at(lon, lat)
    return round(x, 1), round(y, 1)
