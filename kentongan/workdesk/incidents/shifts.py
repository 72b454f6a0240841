"""Who is on duty, and the handover of the shift: signed by who leaves and by who comes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.face.admitting import users
from kentongan.incidents.duties import NoSuchShift, begin, depart, enter
from kentongan.incidents.models import Handover
from kentongan.incidents.on_duty import watch
from kentongan.incidents.relieving import offer, relieve, withdraw
from kentongan.incidents.standing import incidents_at
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.keys import key_in
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.incidents.showing import around
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

Hand = Callable[[QueryDict, User, datetime], object]
MOST = 20


@users(Act.HANDLE_INCIDENTS)
@never_cache
@require_safe
def shift_page(request: HttpRequest) -> HttpResponse:
    """Show who is on duty, what waits to be signed, and the last handovers."""
    return _show(request)


@users(Act.HANDLE_INCIDENTS)
def shift_act(request: HttpRequest, act: str) -> HttpResponse:
    """Begin, enter, leave, or sign."""
    address = reverse("workdesk:shift")
    if request.method != "POST":  # somebody signed in again in between, or reloaded
        return HttpResponseRedirect(address)
    try:
        HANDS[act](request.POST, person(request), timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _show(request, refusal)
    return HttpResponseRedirect(f"{address}?ok=shift_kept", status=303)


def _show(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    at, user, now = timezone.now(), person(request), watch()
    signed = Handover.objects.filter(came_at__isnull=False).select_related("left_by", "came_by")
    context: dict[str, Any] = {
        **around(request, at=at, here="shift"),
        "watch": now,
        "is_here": user.pk in {duty.user_id for duty in now.duties},
        "stood": incidents_at(at),
        "signed": signed.order_by("-came_at")[:MOST],
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        "typed": request.POST if refusal else {},
    }
    return render(request, "workdesk/incidents/shift.html", context, status=status_of(refusal))


def _handover(typed: QueryDict) -> Handover:
    said = typed.get("handover", "")
    found = Handover.objects.filter(pk=key_in(said)).first()
    if found is None:
        raise NoSuchShift
    return found


HANDS: dict[str, Hand] = {
    "mulai": lambda _typed, by, at: begin(by=by, at=at),
    "masuk": lambda _typed, by, at: enter(by=by, at=at),
    "keluar": lambda _typed, by, at: depart(by=by, at=at),
    "serahkan": lambda typed, by, at: offer(typed.get("note", ""), by=by, at=at),
    "tarik": lambda typed, by, at: withdraw(_handover(typed), by=by, at=at),
    "terima": lambda typed, by, at: relieve(_handover(typed), by=by, at=at),
}
