"""Telling of a stop from a phone: how it was, a sentence, pictures, where the phone was."""

from math import isfinite

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone

from kentongan.face.admitting import users
from kentongan.intake.photographing import settle
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.visiting.holding import AlreadyTold, NoSuchStop, stops_for
from kentongan.visiting.models import Stop, Visit
from kentongan.visiting.telling import Found, tell
from kentongan.workdesk.attaching import attach
from kentongan.workdesk.visiting.going import show_visit
from kentongan.workdesk.visiting.showing import visit_of
from kentongan.workdesk.visitors import person


@users(Act.NOTE)
def stop_told(request: HttpRequest, pk: int, stop: int) -> HttpResponse:
    """Take in what was found.

    :raises NoSuchStop: if it is on no visit of theirs, or its case out of reach
    """
    visit, user = visit_of(request, pk), person(request)
    address = reverse("workdesk:visit", args=[visit.pk])
    if request.method != "POST":  # somebody signed in again in between, or reloaded
        return HttpResponseRedirect(address)
    here = _stop(visit, stop, user)
    try:
        here = tell(here, _found(request), by=user, at=timezone.now())
    except AlreadyTold as refusal:  # the answer was lost on the way, and the phone sent it again
        if not _is_same(_stop(visit, stop, user), request.POST, user):
            return show_visit(request, visit, refusal, stop)
    except (Unprocessable, Conflict) as refusal:
        return show_visit(request, visit_of(request, pk), refusal, stop)
    if here.purpose == Stop.Purpose.CHECK:
        address = f"{address}?ok=stop_told&stop={stop}#stop-{stop}"
    else:
        address = f"{address}?ok=stop_told#next"
    return HttpResponseRedirect(address, status=303)


def _stop(visit: Visit, pk: int, user: User) -> Stop:
    for stop in stops_for(visit, user):
        if stop.pk == pk:
            return stop
    raise NoSuchStop


def _is_same(stop: Stop, typed: QueryDict, user: User) -> bool:
    return stop.told_by_id == user.pk and stop.outcome == typed.get("outcome")


def _found(request: HttpRequest) -> Found:
    attached, fault = attach(request)
    if fault:
        raise fault
    for each in attached:
        settle(each.photo)
    typed = request.POST
    return Found(
        outcome=typed.get("outcome", ""),
        text=typed.get("text", ""),
        point=_point(typed.get("lat", ""), typed.get("lon", "")),
        photos=[each.photo for each in attached],
    )


def _point(lat: str, lon: str) -> Point | None:
    try:
        point = Point(float(lat), float(lon))
    except ValueError:
        return None
    return point if isfinite(point.lat) and isfinite(point.lon) else None
