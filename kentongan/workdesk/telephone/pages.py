"""The operator's pages: the place one sits at, and one call with its caller and its form."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.calls.drafting import typed_in
from kentongan.calls.keeping import NoSuchCall, SomebodyElses
from kentongan.calls.models import Call
from kentongan.casework.listing import Wanted
from kentongan.face.admitting import users
from kentongan.face.formatting import span
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Refusal
from kentongan.workdesk.desk import NOTHING as NO_ROWS
from kentongan.workdesk.desk import Found, frame
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.telephone.helping import helps
from kentongan.workdesk.telephone.remembering import remember
from kentongan.workdesk.telephone.showing import of_call
from kentongan.workdesk.telephone.station import day_of, station
from kentongan.workdesk.telephone.typing import Typed
from kentongan.workdesk.telephone.words import SAID
from kentongan.workdesk.visitors import person

LONGEST_PK = 19


@users(Act.TAKE_CALLS)
@never_cache
@require_safe
def place(request: HttpRequest) -> HttpResponse:
    """Show the place; whoever has a call in hand is led to it."""
    at = timezone.now()
    user = person(request)
    day = day_of(user, at=at)
    talked = span(day.talk_seconds, request.LANGUAGE_CODE) if day.talk_seconds is not None else ""
    context = {**framed(request, at), **station(user, at=at), "day": day, "talked": talked}
    talking = [call for call in context["own_calls"] if call.answered_at and not call.ended_at]
    if talking and "semua" not in request.GET:
        return HttpResponseRedirect(reverse("workdesk:call", args=[talking[0].pk]))
    return render(request, "workdesk/telephone/place.html", context)


@users(Act.TAKE_CALLS)
@never_cache
@require_safe
def call_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one call: the caller's history, and the form with all that was typed."""
    call = load_call(pk, person(request))
    return show_call(request, call, Typed.kept(typed_in(call)))


@users(Act.TAKE_CALLS)
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Show who waits and what is in hand, as a part of a page (four statements).

    `di` is the call whose page it is: that one need not be shown.
    """
    at, here = timezone.now(), request.GET.get("di", "")
    context = {**station(person(request), at=at), "at": timezone.localtime(at)}
    context["call"] = Call(pk=int(here)) if here.isdecimal() and len(here) < LONGEST_PK else None
    return render(request, "workdesk/telephone/live.html", context)


@users(Act.TAKE_CALLS)
@never_cache
@require_safe
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is known of an emergency on one sheet, to be printed."""
    call = load_call(pk, person(request))
    context = {**of_call(call, Typed.kept(typed_in(call))), "at": timezone.localtime()}
    return render(request, "workdesk/telephone/summary.html", context)


def load_call(pk: int, user: User) -> Call:
    """Return a call that is this user's, or nobody's yet (one statement).

    :raises NoSuchCall: if there is none
    :raises SomebodyElses: if another has it
    """
    call = Call.objects.select_related("service_request__filing__case").filter(pk=pk).first()
    if call is None:
        raise NoSuchCall
    if call.agent_id not in {None, user.pk}:
        raise SomebodyElses
    return call


def show_call(
    request: HttpRequest, call: Call, typed: Typed, refusal: Refusal | None = None
) -> HttpResponse:
    """Draw the page of a call, with what was refused beside its field."""
    at, user = timezone.now(), person(request)
    context = {
        **framed(request, at),
        **station(user, at=at),
        **of_call(call, typed),
        **helps(typed, user, at=at),
        "memory": remember(call, user, at=at),
        "typed": typed,
        "is_taken": request.GET.get("ok") == "taken",
        "fault_field": field_of(refusal),
        "fault_text": str(refusal) if refusal else "",
    }
    status = status_of(refusal)
    return render(request, "workdesk/telephone/call.html", context, status=status)


def field_of(refusal: Refusal | None) -> str:
    """Return the field of the form beside which a refusal is said."""
    if refusal is None:
        return ""
    name = refusal.field or ""
    if name.startswith("attribute["):
        return f"a-{name[len('attribute[') : -1]}"
    known = {
        "description": "words",
        "service_code": "kind",
        "place": "address",
        "text": "added",
        "reply": "added",
        "reason": "added",
    }
    return known.get(name, name)


def framed(request: HttpRequest, at: datetime) -> dict[str, Any]:
    """Return what every page of the telephone shows beside its own matter."""
    said = SAID.get(request.GET.get("ok", ""), "")
    rest = frame(request, Found(Wanted(), NO_ROWS), at=at)
    return {**rest, "here": "telephone", "flash": said, "at": timezone.localtime(at)}
