"""Where a case is, told so that somebody in the street finds it: a point, and how it was given."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.casework.models import Case
from kentongan.intake.models import LocatedBy, ServiceRequest
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point, distance

NEAR = 1000.0
"""Metres; a landmark further away leads nobody anywhere."""
GIVEN: dict[str, str | Promise] = {
    LocatedBy.MAP: gettext_lazy("pointed out on the map"),
    LocatedBy.DEVICE: gettext_lazy("the position of the reporter's device"),
    LocatedBy.PHOTO: gettext_lazy("read from the photo"),
    LocatedBy.NAME: gettext_lazy("found by the name of a place"),
    LocatedBy.KELURAHAN: gettext_lazy("only the kelurahan was given"),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in words. `point` has five decimals, about a metre; "" where nobody knows it."""

    point: str
    link: str
    given: str
    near: str


def spot_of(case: Case, first: ServiceRequest | None) -> Spot:
    """Return where the case is, as its first voice told it."""
    given = str(GIVEN.get(first.located_by, "")) if first else ""
    if case.lat is None or case.lon is None:
        return Spot("", "", given, "")
    lat, lon = f"{case.lat:.5f}", f"{case.lon:.5f}"
    near = _near(Point(case.lat, case.lon))
    return Spot(f"{lat}, {lon}", f"geo:{lat},{lon}", given, near)


def _near(point: Point) -> str:
    """The nearest landmark, and how far it is to the next ten metres."""
    marks = directory().landmarks
    nearest = min(((distance(point, Point(m.lat, m.lon)), m.name) for m in marks), default=None)
    if nearest is None or nearest[0] > NEAR:
        return ""
    metres, name = nearest
    return _("%(n)s m from %(place)s") % {"n": int(round(metres, -1)), "place": name}
