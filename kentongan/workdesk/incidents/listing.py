"""The incidents that stand open, those that are over, and the form to open one by hand."""

from math import isfinite
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kentongan.face.admitting import users
from kentongan.face.worded import worded
from kentongan.incidents.knowing import kinds
from kentongan.incidents.models import Incident
from kentongan.incidents.on_duty import watch
from kentongan.incidents.opening import NotOnEarth, Opening, open_by_hand
from kentongan.incidents.standing import incidents_at
from kentongan.people.permissions import Act
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.incidents.showing import around
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

MOST_OVER = 20


@users(Act.HANDLE_INCIDENTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def incidents(request: HttpRequest) -> HttpResponse:
    """List what stands open; open one."""
    if request.method != "POST":
        return _list(request)
    try:
        made = open_by_hand(_typed(request), by=person(request), at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _list(request, refusal)
    address = reverse("workdesk:incident", args=[made.pk])
    return HttpResponseRedirect(f"{address}?ok=incident_opened", status=303)


def _typed(request: HttpRequest) -> Opening:
    typed = request.POST
    point = point_in(typed.get("point", ""))
    return Opening(typed.get("kind", ""), typed.get("name", ""), point)


def point_in(text: str) -> Point | None:
    """Return the point that somebody typed as `-6.178, 106.63`; None for nothing.

    :raises NotOnEarth: if it is no place
    """
    if not text.strip():
        return None
    try:
        lat, lon = (float(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        raise NotOnEarth(field="point") from None
    if not (isfinite(lat) and isfinite(lon)):
        raise NotOnEarth(field="point")
    return Point(lat, lon)


def _list(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    at = timezone.now()
    over = Incident.objects.filter(closed_at__isnull=False).select_related("kind")
    context: dict[str, Any] = {
        **around(request, at=at),
        "stood": incidents_at(at),
        "over": over.order_by("-closed_at")[:MOST_OVER],
        "watch": watch(),
        "kinds": [(kind.code, worded(kind.names)) for kind in kinds().active],
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        "typed": request.POST if refusal else {},
    }
    return render(request, "workdesk/incidents/list.html", context, status=status_of(refusal))
