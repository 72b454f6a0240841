"""Opening an incident by hand: somebody in the room knows before enough people have told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.incidents.holding import hold_placing
from kentongan.incidents.knowing import kinds
from kentongan.incidents.models import Incident, Kind, Spell
from kentongan.intake.locating import OutsideCity
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.pressing import SAME_FOR
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point, is_on_earth
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.words import tidy

LONGEST_NAME = 120


class NoSuchKind(Unprocessable):
    code = "no_such_kind"
    sentence = _("Please choose what kind of event it is.")


class NotOnEarth(Unprocessable):
    code = "not_on_earth"
    sentence = _("These numbers are no place. Write latitude and longitude, like -6.178, 106.63.")


@dataclass(frozen=True, slots=True)
class Opening:
    """What somebody knows of an event: kind by code, where, and what the room calls it."""

    kind: str
    name: str = ""
    point: Point | None = None


@transaction.atomic
def open_by_hand(opening: Opening, *, by: User, at: datetime) -> Incident:
    """Open an incident; reports near its point join it by themselves from now on.

    Pressed twice it is opened once, and the second press leads to the first.

    :raises NoSuchIncident: if the user handles none
    :raises NoSuchKind: if the city has no such kind of event
    :raises NotOnEarth: if the point is none
    :raises OutsideCity: if it lies in none of the city's kelurahan
    """
    hold_placing(by=by)
    kind = _kind(opening.kind)
    point = opening.point
    if point is not None:
        _check(point)
    lat, lon = point or (None, None)
    name = tidy(opening.name, longest=LONGEST_NAME, field="name")
    told = {"kind": kind, "name": name, "lat": lat, "lon": lon, "opened_by": by}
    return _earlier(told, at) or _open(told, at)


def _earlier(told: dict[str, Any], at: datetime) -> Incident | None:
    """What this person has just opened; at one point another name is no other event."""
    same = {name: said for name, said in told.items() if name != "name" or told["lat"] is None}
    lately = Incident.objects.filter(opened_at__gt=at - SAME_FOR, closed_at=None, **same)
    return lately.order_by("pk").first()


def _open(told: dict[str, Any], at: datetime) -> Incident:
    incident = Incident.objects.create(opened_at=at, **told)
    Spell.objects.create(incident=incident, since=at)
    by, event, about = incident.opened_by, incident.kind_id, ("incident", incident.pk)
    record("incident.opened", about=about, by=by, at=at, count=0, event=event, reports=[])
    return incident


def _check(point: Point) -> None:
    if not is_on_earth(point):
        raise NotOnEarth(field="point")
    if directory().holding(point) is None:
        raise OutsideCity(field="point")


def _kind(code: str) -> Kind:
    for kind in kinds().active:
        if kind.code == code:
            return kind
    raise NoSuchKind(field="kind")
