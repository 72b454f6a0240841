"""The day of a visit, on a phone: the next stop first, told of as one stands there."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.keys import key_in
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.visiting.going import call_off, end, set_out
from kentongan.visiting.models import Visit
from kentongan.workdesk.attaching import shown_again
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visiting.ground import ground_of
from kentongan.workdesk.visiting.showing import (
    around,
    metres_of,
    shown_stops,
    visit_of,
    way_of,
)
from kentongan.workdesk.visitors import person

Hand = Callable[[Visit, HttpRequest, User, datetime], object]
HANDS: dict[str, Hand] = {
    "berangkat": lambda visit, request, by, at: set_out(visit, by=by, at=at),
    "selesai": lambda visit, request, by, at: end(visit, by=by, at=at),
    "batal": lambda visit, request, by, at: call_off(
        visit, request.POST.get("reason", ""), by=by, at=at
    ),
}
SAID = {"berangkat": "visit_set_out", "selesai": "visit_over", "batal": "visit_over"}


@users(Act.NOTE)
@never_cache
@require_safe
def visit_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a visit as a column, the next stop open."""
    return show_visit(request, visit_of(request, pk))


@users(Act.NOTE)
def visit_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Set out, end, or call it off."""
    visit = visit_of(request, pk)
    address = reverse("workdesk:visit", args=[visit.pk])
    if request.method != "POST":  # somebody signed in again in between, or reloaded
        return HttpResponseRedirect(address)
    try:
        HANDS[act](visit, request, person(request), timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return show_visit(request, visit_of(request, pk), refusal)
    return HttpResponseRedirect(f"{address}?ok={SAID[act]}", status=303)


def show_visit(
    request: HttpRequest, visit: Visit, refusal: Refusal | None = None, stop: int = 0
) -> HttpResponse:
    """Draw the column; after a refusal at a stop with its form open and the words as typed."""
    at = timezone.now()
    stops = shown_stops(visit, person(request), at=at)
    told = request.GET.get("stop", "")
    waiting = [each.stop.pk for each in stops if not each.stop.outcome]
    context: dict[str, Any] = {
        **around(request, at=at),
        **ground_of(visit.unit),
        "visit": visit,
        "stops": stops,
        "told_count": len(stops) - len(waiting),
        "open_stop": stop or key_in(told) or next(iter(waiting), 0),
        "metres": metres_of(stops),
        "route": way_of(stops),
        "fault_of": stop,
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        "typed": request.POST if refusal else {},
        "attached": shown_again(request) if refusal else [],
    }
    return render(request, "workdesk/visiting/visit.html", context, status=status_of(refusal))
