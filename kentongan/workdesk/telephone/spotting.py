"""Where it is, from what a caller says: a landmark, a kelurahan, a street in one, the map."""

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.intake.locating import AbsurdPlace, NoPlace, locate
from kentongan.intake.models import LocatedBy
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.places.naming import Named, find_places, kelurahan_of
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk.telephone.typing import Typed

MOST = 9
"""As many as there are digits to choose them by."""


class Spot(NamedTuple):
    """Where a report is: always a kelurahan, often a point."""

    kelurahan: Jurisdiction
    point: Point | None
    located_by: LocatedBy


class Candidate(NamedTuple):
    """A place to choose; `key` is what the form sends back."""

    key: str
    title: str
    note: str
    point: Point | None = None


class PlaceNotChosen(Unprocessable):
    code = "place_not_chosen"
    sentence = gettext_lazy("Several places may be meant. Please choose one of them.")


def spot(typed: Typed) -> Spot:
    """Return the place the form means: a chosen one, a point, a kelurahan, or the only one named.

    :raises Unprocessable: if there is none, or none in this city
    """
    if typed.place:
        return _chosen(typed.place)
    if typed.lat.strip() or typed.lon.strip():
        point = Point(_degrees(typed.lat), _degrees(typed.lon))
        return Spot(locate(point, ""), point, LocatedBy.MAP)
    if typed.kelurahan:
        return Spot(locate(None, typed.kelurahan), None, LocatedBy.KELURAHAN)
    found = candidates(typed.address)
    if not found:
        raise NoPlace(field="address")
    only = only_place(typed.address, found)
    if not only:
        raise PlaceNotChosen(field="address")
    return _chosen(only)


def only_place(words: str, found: Sequence[Candidate]) -> str:
    """Return the key of what can alone be meant: the only one, or the only one of just that name.

    A whole name means its place, although another's is in it; "" where several may be meant.
    """
    if len(found) == 1:
        return found[0].key
    same = [each for each in find_places(words) if _bare(each.name) == _bare(words)]
    exact = [each.key for named in same for each in _candidates_of(named)]
    return exact[0] if len(exact) == 1 else ""


def _bare(name: str) -> str:
    return "".join(name.casefold().split())


def candidates(words: str) -> list[Candidate]:
    """Return the places that go by that name, a kecamatan as its kelurahan."""
    found: dict[str, Candidate] = {}
    for named in find_places(words) if words.strip() else ():
        for each in _candidates_of(named):
            found.setdefault(each.key, each)
    return list(found.values())[:MOST]


def _candidates_of(named: Named) -> list[Candidate]:
    if named.kind == "landmark":
        return [Candidate(named.key, named.name, named.place.name, named.point)]
    within = kelurahan_of(named.place)
    if within == [named.place]:
        return [Candidate(named.key, named.name, _("the whole kelurahan"))]
    note = _("kecamatan %(name)s") % {"name": named.name}
    return [Candidate(f"kelurahan:{place.code}", place.name, note) for place in within]


def _chosen(key: str) -> Spot:
    kind, _colon, rest = key.partition(":")
    if kind == "kelurahan":
        return Spot(locate(None, rest), None, LocatedBy.KELURAHAN)
    mark = next(
        (m for m in directory().landmarks if kind == "landmark" and str(m.pk) == rest), None
    )
    if mark is None:
        raise NoPlace(field="address")
    point, declared = Point(mark.lat, mark.lon), directory().jurisdictions[mark.jurisdiction_id]
    if directory().holding(point) is None:  # on the edge, where boundaries are approximate
        return Spot(declared, None, LocatedBy.KELURAHAN)
    return Spot(declared, point, LocatedBy.NAME)


def _degrees(typed: str) -> float:
    try:
        value = float(typed.strip().replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise AbsurdPlace(field="lat")
    return value
