"""Which open cases may tell of the same thing: looked up by place and type, then scored.

One statement of bounded cost: by the index of open cases' points, nearest first, and what has no
point by kelurahan, newest first. What is closed is not looked through: nothing joins it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians
from typing import NamedTuple

from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL

from kentongan.casework.models import Case
from kentongan.casework.selecting import CaseQuerySet
from kentongan.catalogue.shelf import shelf
from kentongan.sorting.resembling import (
    Likeness,
    in_common,
    rarely_in_common,
    rarity,
    score,
    telling,
)
from kentongan.toolbox.geometry import Point, distance

WITHIN_M = 150.0
SINCE = timedelta(days=60)
MOST_LOOKED_AT = 60
MOST_UNPLACED = 30
MOST_SHOWN = 5
_METRES_A_DEGREE = 111_195.0
_POINT = "point(casework_case.lon, casework_case.lat)"
_BOX = f"box(point(%s, %s), point(%s, %s)) @> {_POINT}"
_AWAY = f"{_POINT} <-> point(%s, %s)"


@dataclass(frozen=True, slots=True)
class Matter:
    """What was told, or is about to be: where, of what type, in which words, when."""

    service_type: int
    jurisdiction: int
    words: str
    at: datetime
    point: Point | None = None
    address: str = ""


class Neighbour(NamedTuple):
    """A case that may be the same, and what speaks for it."""

    case: Case
    metres: float | None
    days: int
    score: float


def matter_of(case: Case) -> Matter:
    """Return what a case is about, to look for others like it."""
    point = None if case.lat is None or case.lon is None else Point(case.lat, case.lon)
    told = (case.words, case.opened_at, point, case.address)
    return Matter(case.service_type_id, case.jurisdiction_id, *told)


def neighbours(matter: Matter, among: CaseQuerySet, *, least: float) -> list[Neighbour]:
    """Return the likeliest open cases, best first (one statement).

    :param among: the cases that whoever asks may know of
    :param least: the score from which on one is worth showing
    """
    near = among.open().filter(
        service_type_id__in=kindred(matter.service_type),
        opened_at__gt=matter.at - SINCE,
        opened_at__lt=matter.at + SINCE,
    )
    scored = _scored(matter, list(_candidates(near.defer("search"), matter)))
    worth = (found for found in scored if found.score >= least)
    return sorted(worth, key=lambda found: (-found.score, found.case.pk))[:MOST_SHOWN]


def kindred(service_type: int) -> list[int]:
    """Return the type and those that stand on the same shelf."""
    types = shelf().types
    return [pk for pk, kind in types.items() if kind.group_id == types[service_type].group_id]


def _candidates(cases: CaseQuerySet, matter: Matter) -> CaseQuerySet:
    """What is near a point, and with it those of the kelurahan of which nobody pointed it out."""
    of_place = cases.filter(jurisdiction_id=matter.jurisdiction).order_by("-opened_at")
    if matter.point is None:
        return of_place[:MOST_LOOKED_AT]
    near = _nearest(cases, matter.point)[:MOST_LOOKED_AT]
    return near.union(of_place.filter(lat=None)[:MOST_UNPLACED], all=True)


def _nearest(cases: CaseQuerySet, point: Point) -> CaseQuerySet:
    lat, lon = point
    high = WITHIN_M / _METRES_A_DEGREE
    wide = high / cos(radians(lat))
    box = (lon - wide, lat - high, lon + wide, lat + high)
    within = cases.filter(RawSQL(_BOX, box, output_field=BooleanField()))  # noqa: S611 - numbers
    return within.order_by(RawSQL(_AWAY, (lon, lat), output_field=FloatField()))  # noqa: S611


def _scored(matter: Matter, cases: list[Case]) -> Iterator[Neighbour]:
    said, alike = telling(matter.words), _spots(matter, cases)
    for case in cases:
        metres = _metres(matter.point, case)
        days = abs(matter.at - case.opened_at) / timedelta(days=1)
        is_same = case.service_type_id == matter.service_type
        words, spot = in_common(said, telling(case.words)), alike.get(case.pk)
        is_behind = matter.point is not None and metres is None
        likeness = Likeness(metres, days, is_same, words, spot, is_behind)
        yield Neighbour(case, metres, int(days), score(likeness))


def _spots(matter: Matter, cases: list[Case]) -> dict[int, float | None]:
    """How far words and address mean the same spot, where one of the two has no point."""
    unplaced = [case for case in cases if _metres(matter.point, case) is None]
    own = telling(f"{matter.words} {matter.address}")
    told = {case.pk: telling(f"{case.words} {case.address}") for case in unplaced}
    weigh = rarity(told.values())
    return {pk: rarely_in_common(own, other, weigh) for pk, other in told.items()}


def _metres(point: Point | None, case: Case) -> float | None:
    if point is None or case.lat is None or case.lon is None:
        return None
    return distance(point, Point(case.lat, case.lon))
