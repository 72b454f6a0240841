"""The unit's visits: those ahead, the last ones, and the form for the next."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kentongan.face.admitting import users
from kentongan.people.permissions import Act
from kentongan.toolbox.keys import key_in, keys_in
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.visiting.holding import units_of, visits_of
from kentongan.visiting.planning import DayGone, Plan, colleagues, plan
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visiting.showing import around
from kentongan.workdesk.visitors import person

MOST_AHEAD = 30
MOST_OVER = 10


@users(Act.NOTE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def visits(request: HttpRequest) -> HttpResponse:
    """List the visits of the reader's units; plan the next."""
    if request.method != "POST":
        return _list(request)
    try:
        made = plan(_typed(request), by=person(request), at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _list(request, refusal)
    address = reverse("workdesk:visit_way", args=[made.pk])
    return HttpResponseRedirect(f"{address}?ok=visit_planned", status=303)


def _typed(request: HttpRequest) -> Plan:
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise DayGone(field="day") from None
    goers = tuple(keys_in(request.POST.getlist("goers")))
    unit = key_in(request.POST.get("unit", "")) or None
    return Plan(day, goers, request.POST.get("note", ""), unit)


def _list(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    at, user = timezone.now(), person(request)
    units = units_of(user)
    found = visits_of(user).select_related("unit").prefetch_related("goers")
    chosen = request.POST.get("unit") or request.GET.get("unit", "")
    unit = next((each for each in units if str(each.pk) == chosen), units[0] if units else None)
    context = {
        **around(request, at=at),
        "ahead": found.filter(over_at=None).order_by("day", "pk")[:MOST_AHEAD],
        "over": found.exclude(over_at=None).order_by("-day", "-pk")[:MOST_OVER],
        "units": units,
        "unit": unit,
        "colleagues": colleagues(unit.pk) if unit else [],
        "today": timezone.localdate(at),
        "chosen": request.POST.getlist("goers") if refusal else [str(user.pk)],
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        "typed": request.POST if refusal else {},
    }
    return render(request, "workdesk/visiting/list.html", context, status=status_of(refusal))
