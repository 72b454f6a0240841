"""Where a report is: a point inside the city, or a kelurahan by its code."""

from django.utils.translation import gettext_lazy as _

from kentongan.intake.reporters import LocatedBy
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.geometry import Point, is_on_earth
from kentongan.toolbox.refusals import Unprocessable


class NoPlace(Unprocessable):
    code = "no_place"
    sentence = _("Please say where: a point on the map, or at least the kelurahan.")


class AbsurdPlace(Unprocessable):
    code = "absurd_place"
    sentence = _("These coordinates are not on the earth: latitude first, then longitude.")


class SwappedPlace(Unprocessable):
    code = "swapped_place"
    sentence = _("Latitude and longitude seem to be swapped: latitude comes first.")


class OutsideCity(Unprocessable):
    code = "outside_city"
    sentence = _("This place lies outside the city. Please choose a place inside it.")


class UnknownKelurahan(Unprocessable):
    code = "unknown_kelurahan"
    sentence = _("There is no kelurahan of that code in this city.")


def place_of(point: Point | None, kelurahan: str, by: LocatedBy) -> Jurisdiction:
    """Return the kelurahan a report belongs to: what was found by name lies where the city says.

    Boundaries may be approximate; what the city declares of a landmark is not.

    :raises Unprocessable: as `locate` does
    """
    lies_in = locate(point, kelurahan)
    return locate(None, kelurahan) if kelurahan and by == LocatedBy.NAME else lies_in


def locate(point: Point | None, kelurahan: str) -> Jurisdiction:
    """Return the kelurahan a report belongs to.

    :raises NoPlace: if neither a point nor a kelurahan is given
    :raises AbsurdPlace: if the numbers are no place on earth
    :raises SwappedPlace: if they would lie in the city the other way round
    :raises OutsideCity: if no kelurahan holds the point
    :raises UnknownKelurahan: if the code is not one of this city's
    """
    if point is not None:
        return _holding(point)
    if not kelurahan:
        raise NoPlace(field="place")
    place = directory().by_code.get(kelurahan)
    if place is None or place.level != Jurisdiction.Level.KELURAHAN:
        raise UnknownKelurahan(field="kelurahan")
    return place


def _holding(point: Point) -> Jurisdiction:
    swapped = Point(point.lon, point.lat)
    if not is_on_earth(point) and not is_on_earth(swapped):
        raise AbsurdPlace(field="lat")
    known = directory()
    place = known.holding(point) if is_on_earth(point) else None
    if place is not None:
        return place
    if is_on_earth(swapped) and known.holding(swapped) is not None:
        raise SwappedPlace(field="lat")
    if not is_on_earth(point):
        raise AbsurdPlace(field="lat")
    raise OutsideCity(field="lat")
