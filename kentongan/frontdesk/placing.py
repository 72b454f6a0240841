"""From what the second step holds to a place: a candidate, a tapped point, or a kelurahan."""

from math import isfinite
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.frontdesk.drafting import Draft
from kentongan.intake.locating import AbsurdPlace, NoPlace, locate
from kentongan.intake.models import LocatedBy
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.places.naming import Named, find_places, kelurahan_of
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import Unprocessable

MOST_CANDIDATES = 12
_FOUND = {str(by): by for by in (LocatedBy.DEVICE, LocatedBy.PHOTO)}
"""How a point was found, as the form says; a phone may have read it from a photo itself."""


class Spot(NamedTuple):
    """Where a report is: always a kelurahan, often a point."""

    kelurahan: Jurisdiction
    point: Point | None
    located_by: LocatedBy


class Candidate(NamedTuple):
    """A place to choose: `key` is what the form sends back; of many, none is chosen beforehand."""

    key: str
    title: str
    note: str
    point: Point | None
    is_one_of_many: bool = False


class NotFoundByName(Unprocessable):
    code = "not_found_by_name"
    sentence = gettext_lazy("We know no place of that name. Tap the map, or choose the kelurahan.")


class NotChosen(Unprocessable):
    code = "place_not_chosen"
    sentence = gettext_lazy("Several places may be meant. Please choose one of them.")


def spot(draft: Draft) -> Spot:
    """Return the place the form means.

    A candidate goes before a point, a point before the kelurahan chosen from the list, that
    before words which mean one place only.

    :raises Unprocessable: if there is none, or none in this city
    """
    if draft.place:
        return _chosen(draft)
    if draft.lat.strip() or draft.lon.strip():
        point = Point(degrees(draft.lat, "lat"), degrees(draft.lon, "lat"))
        return Spot(locate(point, ""), point, _FOUND.get(draft.found, LocatedBy.MAP))
    if draft.kelurahan:
        return Spot(locate(None, draft.kelurahan), None, LocatedBy.KELURAHAN)
    if not draft.address.strip():
        raise NoPlace(field="place")
    found = by_name(draft.address)
    if not found:
        raise NotFoundByName(field="address")
    raise NotChosen(field="address")


def candidates(draft: Draft) -> list[Candidate]:
    """Return the places to choose from: those of the photos, then those of that name."""
    return [*by_photo(draft), *by_name(draft.address)][:MOST_CANDIDATES]


def by_photo(draft: Draft) -> list[Candidate]:
    """Return where the photos were taken, as far as that is in this city."""
    found: dict[str, Candidate] = {}
    for photo in draft.photos:
        place = directory().holding(photo.point) if photo.point else None
        if photo.point and place:
            key = f"photo:{photo.digest[:16]}"
            found.setdefault(place.code, Candidate(key, place.name, "photo", photo.point))
    return list(found.values())


def by_name(words: str) -> list[Candidate]:
    """Return the places that go by that name; a kecamatan as its kelurahan."""
    found: dict[str, Candidate] = {}
    for named in find_places(words) if words.strip() else ():
        for candidate in _candidates_of(named):
            found.setdefault(candidate.key, candidate)
    return list(found.values())[:MOST_CANDIDATES]


def _candidates_of(named: Named) -> list[Candidate]:
    if named.kind == "landmark":
        return [Candidate(named.key, named.name, named.place.name, named.point)]
    within = kelurahan_of(named.place)
    if within == [named.place]:
        return [Candidate(named.key, named.name, "kelurahan", None)]
    note = _("kecamatan %(name)s") % {"name": named.name}
    return [Candidate(f"kelurahan:{place.code}", place.name, note, None, True) for place in within]


def _chosen(draft: Draft) -> Spot:
    kind, _colon, rest = draft.place.partition(":")
    if kind == "kelurahan":
        return Spot(locate(None, rest), None, LocatedBy.KELURAHAN)
    if kind == "photo":
        taken = next((p.point for p in draft.photos if p.digest.startswith(rest) and p.point), None)
        if rest and taken:
            return Spot(locate(taken, ""), taken, LocatedBy.PHOTO)
    if kind == "landmark":
        mark = next((m for m in directory().landmarks if str(m.pk) == rest), None)
        if mark:
            return _of_landmark(Point(mark.lat, mark.lon), mark.jurisdiction_id)
    raise NoPlace(field="place")


def _of_landmark(point: Point, jurisdiction_id: int) -> Spot:
    declared = directory().jurisdictions[jurisdiction_id]
    if directory().holding(point) is None:  # on the edge, where boundaries are approximate
        return Spot(declared, None, LocatedBy.KELURAHAN)
    return Spot(declared, point, LocatedBy.NAME)


def degrees(typed: str, field: str) -> float:
    """Read degrees as people type them.

    :raises AbsurdPlace: if they are none
    """
    try:
        value = float(typed.strip().replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise AbsurdPlace(field=field)
    return value
