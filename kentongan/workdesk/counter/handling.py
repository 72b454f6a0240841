"""What a clerk does at the place: sit down, hand out a number, call the next or a certain one."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kentongan.counter.calling import call_next, call_this, sit_down
from kentongan.counter.models import Office, Seat, Ticket
from kentongan.counter.numbering import AlreadyTaken, take_number
from kentongan.counter.opening import NoSuchOffice
from kentongan.counter.reaching import offices_of
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.workdesk.counter.pages import show_counter
from kentongan.workdesk.counter.seating import load_ticket, seat_of
from kentongan.workdesk.visitors import person


@users(Act.SERVE_COUNTER)
@require_POST
def sit(request: HttpRequest) -> HttpResponse:
    """Say at which office and window one serves."""
    user = person(request)
    office = offices_of(user).filter(code=request.POST.get("office", "")[:30]).first()
    if office is None:
        raise NoSuchOffice
    try:
        sit_down(office, request.POST.get("window", ""), by=user, at=timezone.now())
    except Unprocessable as refusal:
        return show_counter(request, refusal)
    return _to("workdesk:counter", "seated")


@users(Act.SERVE_COUNTER)
@require_POST
def hand_out(request: HttpRequest) -> HttpResponse:
    """Hand out a number; with `serve`, call it at once."""
    user, at = person(request), timezone.now()
    seat = _seat(user)
    try:
        ticket = _take(request.POST, seat.office, user, at)
        if "serve" in request.POST:
            if ticket.clerk_id != user.pk:
                call_this(ticket, seat, by=user, at=at)
            return HttpResponseRedirect(reverse("workdesk:ticket", args=[ticket.pk]), status=303)
    except (Unprocessable, Conflict) as refusal:
        return show_counter(request, refusal)
    return HttpResponseRedirect(reverse("workdesk:ticket_number", args=[ticket.pk]), status=303)


@users(Act.SERVE_COUNTER)
@require_POST
def next_number(request: HttpRequest) -> HttpResponse:
    """Call whoever is next."""
    user = person(request)
    try:
        ticket = call_next(_seat(user), by=user, at=timezone.now())
    except Conflict as refusal:
        return show_counter(request, refusal)
    return HttpResponseRedirect(reverse("workdesk:ticket", args=[ticket.pk]), status=303)


@users(Act.SERVE_COUNTER)
@require_POST
def call_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a certain number: somebody who has come back, or cannot wait."""
    user = person(request)
    try:
        call_this(load_ticket(pk, user), _seat(user), by=user, at=timezone.now())
    except Conflict as refusal:
        return show_counter(request, refusal)
    return HttpResponseRedirect(reverse("workdesk:ticket", args=[pk]), status=303)


def _take(posted: QueryDict, office: Office, by: User, at: datetime) -> Ticket:
    """Hand out a number, or after a double tap the one that this press was given."""
    letter, key = posted.get("letter", ""), posted.get("key", "")[:40]
    is_priority = "priority" in posted
    try:
        return take_number(office, letter, is_priority=is_priority, key=key, by=by, at=at)
    except AlreadyTaken as twice:
        return twice.earlier


def _seat(user: User) -> Seat:
    seat = seat_of(user)
    if seat is None:
        raise NoSuchOffice
    return seat


def _to(name: str, ok: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(name)}?ok={ok}", status=303)
