"""Drills: holding alarms back for a while, and ending that before its time."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kentongan.alarms.drilling import begin_drill, end_drill
from kentongan.alarms.models import Suppression
from kentongan.alarms.setting import NoSuchRule
from kentongan.face.admitting import users
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.workdesk.alarms.rules import show_rules
from kentongan.workdesk.visitors import person


@users(Act.SET_ALARMS)
@require_POST
def drill_beginning(request: HttpRequest) -> HttpResponse:
    """Hold back what is raised, for as long as the drill takes."""
    at, minutes = timezone.now(), request.POST.get("minutes", "")
    is_number = minutes.isascii() and minutes.isdecimal() and len(minutes) < 6
    until = at + timedelta(minutes=int(minutes)) if is_number else None
    key = request.POST.get("key", "")[:60]
    try:
        begin_drill(request.POST.get("reason", ""), until, key, by=person(request), at=at)
    except Unprocessable as refusal:
        return show_rules(request, refusal)
    return _back()


@users(Act.SET_ALARMS)
@require_POST
def drill_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a drill."""
    drill = Suppression.objects.filter(pk=pk).first()
    if drill is None:
        raise NoSuchRule
    try:
        end_drill(drill, by=person(request), at=timezone.now())
    except Conflict as refusal:
        return show_rules(request, refusal)
    return _back()


def _back() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('workdesk:alarm_rules')}?ok=alarm_kept", status=303)
