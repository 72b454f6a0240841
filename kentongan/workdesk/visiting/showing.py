"""What the pages of a visit show of it: its stops in words, its way, who goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from kentongan.casework.listing import Wanted
from kentongan.casework.models import Case, Stage
from kentongan.casework.reaching import may_judge, reaches
from kentongan.catalogue.shelf import shelf
from kentongan.face import formatting
from kentongan.face.photos import photo_url
from kentongan.face.worded import worded
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from kentongan.visiting.arranging import point_of
from kentongan.visiting.holding import NoSuchVisit, stops_for, visits_of
from kentongan.visiting.models import Stop, StopPhoto, Visit
from kentongan.visiting.shortening import length
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.lines import state_of, title_of
from kentongan.workdesk.spots import Spot, spot_of
from kentongan.workdesk.visit_words import OUTCOMES, PURPOSES
from kentongan.workdesk.visitors import person


@dataclass(frozen=True, slots=True)
class ShownStop:
    """One stop as a page shows it; `may_judge`: a claim stands and this reader may say."""

    stop: Stop
    number: int
    title: str
    kind: str
    place: str
    state: str
    spot: Spot
    point: Point | None
    photos: Sequence[dict[str, str]]
    may_judge: bool

    @property
    def case(self) -> Case:
        """What the stop is at."""
        return self.stop.case


def around(request: HttpRequest, *, at: datetime, found: Found | None = None) -> dict[str, Any]:
    """Return what every page of visits shows beside its own matter."""
    words = {"purposes": PURPOSES, "outcomes": OUTCOMES, "here": "visits", "day_of": day_of}
    return {**frame(request, found or Found(Wanted(), NOTHING), at=at), **words}


def day_of(day: date) -> str:
    """Return a day in full, in the reader's language."""
    midnight = datetime.combine(day, time(), timezone.get_current_timezone())
    return formatting.day_long(midnight, get_language() or "id", midnight)


def visit_of(request: HttpRequest, pk: int) -> Visit:
    """Return a visit of the reader's own unit.

    :raises NoSuchVisit: if there is none
    """
    found = visits_of(person(request)).select_related("unit").prefetch_related("goers")
    visit = found.filter(pk=pk).first()
    if visit is None:
        raise NoSuchVisit
    return visit


def shown_stops(visit: Visit, user: User, *, at: datetime) -> list[ShownStop]:
    """Return the stops that the reader may see, in their order (three statements)."""
    stops = stops_for(visit, user)
    photos: dict[int, list[dict[str, str]]] = {}
    for photo in StopPhoto.objects.filter(stop__in=stops).order_by("pk"):
        shown = {"address": photo_url(photo), "small": photo_url(photo, small=True)}
        photos.setdefault(photo.stop_id, []).append(shown)
    return [
        _shown(stop, number, photos.get(stop.pk, []), user, at)
        for number, stop in enumerate(stops, start=1)
    ]


def way_of(stops: Sequence[ShownStop]) -> list[Point]:
    """Return the points of a way; a stop of which only the kelurahan is known has none."""
    return [stop.point for stop in stops if stop.point]


def metres_of(stops: Sequence[ShownStop]) -> float:
    """Return how long the way is as the crow flies."""
    return length(way_of(stops))


def _shown(
    stop: Stop, number: int, photos: list[dict[str, str]], user: User, at: datetime
) -> ShownStop:
    case = stop.case
    kind = worded(shelf().types[case.service_type_id].names)
    is_claimed = case.stage == Stage.CLAIMED and may_judge(user, case)
    return ShownStop(
        stop=stop,
        number=number,
        title=title_of(case.words) or kind,
        kind=kind,
        place=directory().jurisdictions[case.jurisdiction_id].name,
        state="calm" if case.closed_at else state_of(case.due_at, at),
        spot=spot_of(case, None),
        point=point_of(stop),
        photos=photos,
        may_judge=is_claimed and reaches(user, Act.CONFIRM, case),
    )
