"""One incident: where it is, who tells of it, its log, its checklist, what can be done."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.face.admitting import users
from kentongan.incidents.models import Incident, Merge, Split, Step, Tick
from kentongan.incidents.standing import incidents_at, standing_of
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Refusal
from kentongan.workdesk.incidents.logged import log_of
from kentongan.workdesk.incidents.showing import (
    around,
    dots,
    ground_for,
    incident_of,
    places_of,
    shown_witnesses,
)
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person


@users(Act.HANDLE_INCIDENTS)
@never_cache
@require_safe
def incident_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an incident."""
    return show_incident(request, incident_of(pk))


def show_incident(
    request: HttpRequest, incident: Incident, refusal: Refusal | None = None
) -> HttpResponse:
    """Draw the page; after a refusal with the words as typed."""
    at = timezone.now()
    stood = standing_of(incident, at=at)
    witnesses = shown_witnesses(incident, person(request))
    steps = list(Step.objects.filter(kind=incident.kind).order_by("order", "pk"))
    context: dict[str, Any] = {
        **around(request, at=at),
        **ground_for(stood),
        **_unions(incident),
        "incident": incident,
        "stood": stood,
        "witnesses": witnesses,
        "points": dots(witnesses) or _own(incident),
        "log": log_of(incident, steps),
        "steps": _checklist(incident, steps),
        "others": _others(incident, at) if incident.is_open else [],
        "last": incident.spells.select_related("ended_by").order_by("-since", "-pk").first(),
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        "typed": request.POST if refusal else {},
    }
    return render(request, "workdesk/incidents/incident.html", context, status=status_of(refusal))


def _own(incident: Incident) -> list[dict[str, Any]]:
    if incident.lat is None:
        return []
    return [{"lat": incident.lat, "lon": incident.lon, "state": "pin", "label": incident.code}]


def _unions(incident: Incident) -> dict[str, Any]:
    """What went together and apart, and can be undone (two statements)."""
    merges = Merge.objects.filter(Q(incident=incident) | Q(into=incident), undone_at=None)
    splits = Split.objects.filter(Q(incident=incident) | Q(became=incident), undone_at=None)
    return {"merges": merges.order_by("-at"), "splits": splits.order_by("-at")}


def _checklist(incident: Incident, steps: list[Step]) -> list[tuple[Step, Tick | None]]:
    """The steps with who has done each; one that left the pack is shown if it was done."""
    done = {
        tick.step_id: tick
        for tick in Tick.objects.filter(incident=incident, undone_at=None).select_related("by")
    }
    return [(step, done.get(step.pk)) for step in steps if step.is_active or step.pk in done]


def _others(incident: Incident, at: datetime) -> list[tuple[str, str]]:
    """The open incidents of the same kind that this one could go into (three statements)."""
    found = []
    for each in incidents_at(at):
        other = each.incident
        if other.pk != incident.pk and other.kind_id == incident.kind_id:
            parts = (other.code, other.name, places_of(each), str(each.witnesses))
            found.append((str(other.pk), " · ".join(part for part in parts if part)))
    return found
