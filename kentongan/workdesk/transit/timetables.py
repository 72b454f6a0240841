"""The page of buses: take a timetable in, see what was taken in and how its lines run."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.casework.listing import Wanted
from kentongan.face.admitting import users
from kentongan.face.bus_words import STATES, often
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.transit.judging import Faulty
from kentongan.transit.models import BusStop, Line, Version
from kentongan.transit.watching import watch
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.transit.scoring import BANDS, by_week
from kentongan.workdesk.transit.taking import day_in, feed_in, take
from kentongan.workdesk.transit.telling import tellers
from kentongan.workdesk.visitors import person

MOST_FINDINGS = 100
MOST_VERSIONS = 30
FEED = "bus"


@users(Act.RUN_TRANSIT)
@never_cache
@require_safe
def transit(request: HttpRequest) -> HttpResponse:
    """Show it."""
    return _page(request)


@users(Act.RUN_TRANSIT)
@require_POST
def timetable_import(request: HttpRequest) -> HttpResponse:
    """Take a GTFS file in, or show what the validators found in it."""
    file, typed = request.FILES.get("file"), request.POST
    try:
        feed, day = feed_in(typed.get("feed", "")), day_in(typed.get("day", ""))
        take(file, feed, day, by=person(request), at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _page(request, refusal)
    return HttpResponseRedirect(f"{reverse('workdesk:transit')}?ok=timetable_taken", status=303)


def _noon(day: date) -> datetime:
    """A day as a moment in it, for pages that write moments."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def _versions() -> QuerySet[Version]:
    def count(rows: QuerySet[Any]) -> Subquery:
        own = rows.filter(version=OuterRef("pk")).order_by().values("version")
        return Subquery(own.annotate(n=Count("pk")).values("n"), output_field=IntegerField())

    known = Version.objects.select_related("imported_by").annotate(
        line_count=count(Line.objects.all()), stop_count=count(BusStop.objects.all())
    )
    return known.order_by("-valid_from", "-imported_at", "-pk")[:MOST_VERSIONS]


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    at = timezone.now()
    watched = watch(at)
    findings = refusal.findings if isinstance(refusal, Faulty) else ()
    typed = request.POST if refusal else {}
    context: dict[str, Any] = {
        **frame(request, Found(Wanted(), NOTHING), at=at),
        "here": "transit",
        "versions": list(_versions()),
        "watched": watched,
        "bus_states": STATES,
        "often": often,
        "tellers": tellers(at),
        "weeks": by_week(),
        "noon": _noon,
        "bands": BANDS,
        "findings": findings[:MOST_FINDINGS],
        "finding_count": len(findings),
        "feed": typed.get("feed", FEED),
        "day": typed.get("day", timezone.localdate(at).isoformat()),
        "fault_text": str(refusal) if refusal else "",
        "fault_field": (refusal.field or "file") if refusal else "",
    }
    return render(request, "workdesk/transit/transit.html", context, status=status_of(refusal))
