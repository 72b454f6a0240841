"""The way of a visit, planned on a map: what could be looked at, what is, and in which order."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kentongan.casework.listing import Wanted
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.visiting.models import Visit
from kentongan.visiting.offering import DUE, offers, planned_elsewhere
from kentongan.workdesk.filtering import query_of, read_filters
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visiting.ground import ground_of
from kentongan.workdesk.visiting.offered import DUE_WORDS, STAGES, shown_offers
from kentongan.workdesk.visiting.ordering import change
from kentongan.workdesk.visiting.showing import (
    around,
    metres_of,
    shown_stops,
    visit_of,
    way_of,
)
from kentongan.workdesk.visitors import person

ASKED = ("due", "stage", "type", "place")


@users(Act.NOTE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def way_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the map, the cases to choose and the way; change the way."""
    visit = visit_of(request, pk)
    if request.method != "POST":
        return _page(request, visit)
    try:
        change(visit, request.POST, by=person(request), at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _page(request, visit, refusal)
    query = query_of(request.GET, *ASKED)
    address = reverse("workdesk:visit_way", args=[visit.pk])
    told = f"{address}?{query}&ok=visit_arranged" if query else f"{address}?ok=visit_arranged"
    return HttpResponseRedirect(f"{told}#way", status=303)


def _page(request: HttpRequest, visit: Visit, refusal: Refusal | None = None) -> HttpResponse:
    at, user = timezone.now(), person(request)
    stops = shown_stops(visit, user, at=at)
    context = {
        **around(request, at=at),
        **_offered(request, visit, user),
        **ground_of(visit.unit),
        "visit": visit,
        "stops": stops,
        "metres": metres_of(stops),
        "route": way_of(stops),
        "query": query_of(request.GET, *ASKED),
        "asked_for": {name: request.GET.get(name, "") for name in ASKED},
        "due_words": DUE_WORDS,
        "stage_words": STAGES,
        "fault_text": str(refusal) if refusal else "",
        "ticked": request.POST.getlist("case") if refusal else [],
    }
    return render(request, "workdesk/visiting/way.html", context, status=status_of(refusal))


def _offered(request: HttpRequest, visit: Visit, user: User) -> dict[str, Any]:
    """What could be looked at (three statements); a filter that makes no sense finds nothing."""
    at, due = timezone.now(), request.GET.get("due", "")
    try:
        wanted, fault = read_filters(request.GET, user), ""
    except Unprocessable as refusal:
        wanted, fault = Wanted(), str(refusal)
    found, has_more = offers(visit, wanted, due if due in DUE else "", by=user, at=at)
    elsewhere = planned_elsewhere(visit, [offer.id for offer in found])
    return {
        "offered": shown_offers(found, elsewhere, at=at),
        "has_more": has_more,
        "filter_fault": fault,
    }
