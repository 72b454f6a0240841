"""Looking before merging or splitting: what would stand where, on one map; nothing is done yet."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.face.admitting import users
from kentongan.incidents.dividing import NothingChosen
from kentongan.incidents.merging import MergedIntoItself
from kentongan.incidents.standing import standing_of
from kentongan.people.permissions import Act
from kentongan.toolbox.keys import key_in, keys_in
from kentongan.workdesk.incidents.page import show_incident
from kentongan.workdesk.incidents.showing import (
    around,
    dots,
    ground_for,
    incident_of,
    shown_witnesses,
)
from kentongan.workdesk.visitors import person


@users(Act.HANDLE_INCIDENTS)
@never_cache
@require_safe
def merge_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would come together."""
    incident, wanted = incident_of(pk), key_in(request.GET.get("into", ""))
    if wanted in (0, pk):
        return show_incident(request, incident, MergedIntoItself(field="into"))
    into, user, at = incident_of(wanted), person(request), timezone.now()
    ours, theirs = shown_witnesses(incident, user), shown_witnesses(into, user)
    stood, other = standing_of(incident, at=at), standing_of(into, at=at)
    points = dots([*ours, *theirs], frozenset(each.trace for each in ours))
    context: dict[str, Any] = {
        **around(request, at=at),
        **ground_for(stood, other),
        "incident": incident,
        "into": into,
        "counts": (stood.witnesses, other.witnesses),
        "points": points,
    }
    return render(request, "workdesk/incidents/preview.html", context)


@users(Act.HANDLE_INCIDENTS)
@never_cache
@require_safe
def split_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would become an incident of its own, and what would stay."""
    incident, at = incident_of(pk), timezone.now()
    if "trace" not in request.GET and not incident.is_open:
        return HttpResponseRedirect(reverse("workdesk:incident", args=[pk]))
    chosen = frozenset(keys_in(request.GET.getlist("trace")))
    witnesses = shown_witnesses(incident, person(request))
    leaving = [each for each in witnesses if each.trace in chosen]
    if not leaving:
        return show_incident(request, incident, NothingChosen(field="traces"))
    stood = standing_of(incident, at=at)
    context: dict[str, Any] = {
        **around(request, at=at),
        **ground_for(stood),
        "incident": incident,
        "into": None,
        "leaving": leaving,
        "counts": (len(leaving), stood.witnesses - len(leaving)),
        "points": dots(witnesses, chosen),
    }
    return render(request, "workdesk/incidents/preview.html", context)
