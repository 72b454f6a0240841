"""What an operator does with an alarm: one press each; back to where they were."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from kentongan.alarms.answering import acknowledge, assign, shelve, unshelve
from kentongan.alarms.holding import NoSuchAlarm
from kentongan.alarms.models import Alarm
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.workdesk.alarms.history import show_alarm
from kentongan.workdesk.alarms.listing import show_list
from kentongan.workdesk.visitors import person

Hand = Callable[[Alarm, HttpRequest, User, datetime], object]


def _shelve(alarm: Alarm, request: HttpRequest, by: User, at: datetime) -> object:
    minutes = request.POST.get("minutes", "")
    until = at + timedelta(minutes=int(minutes)) if _is_short(minutes) else None
    return shelve(alarm, request.POST.get("reason", ""), until, by=by, at=at)


def _assign(alarm: Alarm, request: HttpRequest, by: User, at: datetime) -> object:
    to = request.POST.get("to", "")
    chosen = User.objects.filter(pk=to).first() if to.isdecimal() and len(to) < 10 else None
    return assign(alarm, chosen, by=by, at=at)


def _is_short(minutes: str) -> bool:
    return minutes.isascii() and minutes.isdecimal() and len(minutes) < 6


HANDS: dict[str, Hand] = {
    "terima": lambda alarm, request, by, at: acknowledge(alarm, by=by, at=at),
    "tunda": _shelve,
    "kembalikan": lambda alarm, request, by, at: unshelve(alarm, by=by, at=at),
    "serahkan": _assign,
}
SAID = {"terima": "alarm_taken", "tunda": "alarm_shelved"}


@users(Act.HANDLE_ALARMS)
def alarm_act(request: HttpRequest, pk: str, act: str) -> HttpResponse:
    """Do what the button says."""
    alarm = Alarm.objects.filter(pk=pk).first() if len(pk) < 19 else None
    if alarm is None:
        raise NoSuchAlarm
    if request.method != "POST":  # somebody signed in again in between, or reloaded
        return HttpResponseRedirect(reverse("workdesk:alarm", args=[alarm.pk]))
    is_listed = "dari-daftar" in request.POST
    try:
        HANDS[act](alarm, request, person(request), timezone.now())
    except (Unprocessable, Conflict) as refusal:
        draw = show_list if is_listed else None
        return draw(request, refusal) if draw else show_alarm(request, alarm.pk, refusal, act)
    ok = SAID.get(act, "alarm_kept")
    if is_listed:
        return HttpResponseRedirect(f"{reverse('workdesk:alarms')}?ok={ok}", status=303)
    address = reverse("workdesk:alarm", args=[alarm.pk])
    return HttpResponseRedirect(f"{address}?ok={ok}", status=303)
