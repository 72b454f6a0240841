"""The list of alarms: what calls, what it asks for, and how much time is left."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.alarms.drilling import drills_at
from kentongan.alarms.folding import HIDDEN
from kentongan.alarms.past import alarms_at
from kentongan.alarms.tile import tile_of
from kentongan.face.admitting import users
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Refusal
from kentongan.workdesk.alarms.showing import Shown, around, shown
from kentongan.workdesk.statuses import status_of


@users(Act.HANDLE_ALARMS)
@never_cache
@require_safe
def alarms(request: HttpRequest) -> HttpResponse:
    """List what stands now."""
    return show_list(request)


@users(Act.HANDLE_ALARMS)
@never_cache
@require_safe
def alarms_live(request: HttpRequest) -> HttpResponse:
    """Show the living part alone; unchanged since the asker's `tanda`, it is not sent."""
    at = timezone.now()
    context = {**around(request, at=at), **standing(at)}
    if request.GET.get("tanda") == context["mark"]:
        return HttpResponse(status=204)
    return render(request, "workdesk/alarms/live.html", context)


def show_list(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the list, after a refusal with why."""
    at = timezone.now()
    context = {
        **around(request, at=at),
        **standing(at),
        "fault_text": str(refusal) if refusal else "",
    }
    return render(request, "workdesk/alarms/list.html", context, status=status_of(refusal))


def standing(at: datetime) -> dict[str, Any]:
    """Return the alarms of a moment in their groups, and how many there are."""
    steps = alarms_at(at)
    told = tile_of(steps, at)
    found = shown(steps)
    return {
        "at": timezone.localtime(at),
        "tile": told,
        "called": [each for each in found if each.step.state not in HIDDEN],
        "hidden": [each for each in found if each.step.state in HIDDEN],
        "drills": drills_at(at),
        "mark": _mark(found, told.is_fresh, at),
        "unanswered": sum(number for _, number in told.unanswered),
    }


def _mark(found: list[Shown], is_watched: bool, at: datetime) -> str:
    """How the list looks: another alarm, another step, or a minute later it looks otherwise."""
    last = max((each.step.pk for each in found), default=0)
    return f"{last}-{len(found)}-{is_watched:d}-{at:%H%M}"
