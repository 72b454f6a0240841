"""One alarm: what it asks for, what is known, who did what when, and what can be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.alarms.holding import NoSuchAlarm
from kentongan.alarms.models import AlarmStep
from kentongan.face.admitting import users
from kentongan.face.alarm_words import COMPARISONS, STEP_TONES, STEPS
from kentongan.people.models import Membership, User
from kentongan.people.permissions import PERMISSIONS, Act
from kentongan.toolbox.refusals import Refusal
from kentongan.workdesk.alarms.showing import around, shown
from kentongan.workdesk.statuses import status_of

SHELVES = (30, 60, 120, 240, 480, 1440)
"""Minutes an alarm can be shelved for."""
MOST_STEPS = 200


@users(Act.HANDLE_ALARMS)
@never_cache
@require_safe
def alarm_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one alarm with its history."""
    return show_alarm(request, pk)


def show_alarm(
    request: HttpRequest, pk: int, refusal: Refusal | None = None, act: str = ""
) -> HttpResponse:
    """Draw one alarm, after a refusal with its form open and the words as typed.

    :raises NoSuchAlarm: if there is none
    """
    at = timezone.now()
    steps = AlarmStep.objects.filter(alarm=pk).select_related("alarm__rule__owner")
    taken = list(steps.select_related("by", "assigned_to").order_by("-at", "-pk")[:MOST_STEPS])
    if not taken:
        raise NoSuchAlarm
    context = {
        **around(request, at=at),
        "each": shown(taken[:1])[0],
        "timeline": [_told(step) for step in taken],
        "comparisons": COMPARISONS,
        "shelves": SHELVES,
        "people": operators(),
        "fault_of": act,
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        "typed": request.POST if refusal else {},
    }
    return render(request, "workdesk/alarms/alarm.html", context, status=status_of(refusal))


def operators() -> list[tuple[int, str]]:
    """Return those who may take alarms, by name (one statement)."""
    roles = [role for role, leave in PERMISSIONS.items() if Act.HANDLE_ALARMS in leave.acts]
    seats = Membership.objects.filter(role__in=roles)
    people = User.objects.filter(pk__in=seats.values("user"), is_active=True)
    return list(people.order_by("name", "pk").values_list("pk", "name"))


def _told(step: AlarmStep) -> dict[str, Any]:
    name = step.assigned_to.name if step.assigned_to else ""
    return {
        "at": step.at,
        "title": str(STEPS[step.kind]) % {"name": name},
        "note": step.by.name if step.by else "",
        "text": step.reason,
        "kind": STEP_TONES.get(step.kind, ""),
    }
