"""A clerk's pages: the place at the counter, and the number in hand with its form."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.casework.listing import Wanted
from kentongan.casework.reaching import reaches
from kentongan.counter.drafting import typed_for
from kentongan.counter.figures import figures
from kentongan.counter.models import IN_HAND, Ticket
from kentongan.counter.purposes import purposes_of
from kentongan.counter.reaching import offices_of
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Refusal
from kentongan.toolbox.schemas import current
from kentongan.workdesk.counter.filling import Filled
from kentongan.workdesk.counter.reporting import laid_out, read_back
from kentongan.workdesk.counter.seating import load_ticket, seat_of, waiting_room
from kentongan.workdesk.counter.standing import standing
from kentongan.workdesk.counter.words import SAID, hearings, purpose_words, state_words
from kentongan.workdesk.desk import NOTHING as NO_ROWS
from kentongan.workdesk.desk import Found, frame
from kentongan.workdesk.mapping import features_of_city
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.telephone.helping import helps
from kentongan.workdesk.telephone.pages import field_of
from kentongan.workdesk.visitors import person


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def counter(request: HttpRequest) -> HttpResponse:
    """Show the place at the counter: who waits, whom one serves, the day."""
    return show_counter(request)


def show_counter(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the place, with what was refused."""
    at, user = timezone.now(), person(request)
    seat = seat_of(user)
    context = {
        **framed(request, at),
        "offices": list(offices_of(user)),
        "seat": seat,
        "fault_field": (refusal.field or "") if refusal else "",
        "fault_text": str(refusal) if refusal else "",
        **(waiting_room(seat.office, user, at=at) if seat else {}),
    }
    if seat:
        context["day"] = figures(seat.office, user, at=at)
        context["key"] = uuid4().hex
        context["purposes"] = purposes_of(seat.office.purposes)
    return render(request, "workdesk/counter/place.html", context, status=status_of(refusal))


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def counter_live(request: HttpRequest) -> HttpResponse:
    """Show who waits and what is in hand, as a part of a page."""
    at, user = timezone.now(), person(request)
    seat = seat_of(user)
    rows = waiting_room(seat.office, user, at=at) if seat else {}
    context = {"at": timezone.localtime(at), "seat": seat, **rows}
    return render(request, "workdesk/counter/live.html", context)


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def ticket_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one number: its state, its matter, and the form with all that was typed."""
    ticket = load_ticket(pk, person(request))
    return show_ticket(request, ticket, Filled.kept(typed_for(ticket)))


def show_ticket(
    request: HttpRequest, ticket: Ticket, filled: Filled, refusal: Refusal | None = None
) -> HttpResponse:
    """Draw the page of a number, with what was refused beside its field."""
    at, user = timezone.now(), person(request)
    is_own = ticket.clerk_id == user.pk and ticket.state in IN_HAND
    context = {
        **framed(request, at),
        **helps(filled.typed, user, at=at),
        **standing(ticket if _shows_matter(ticket, user, refusal) else None, at=at),
        "ticket": ticket,
        "is_own": is_own,
        "look": state_words(ticket),
        "purpose": purpose_words(ticket.office, ticket.letter),
        "typed": filled.typed,
        "filled": filled,
        "hearings": hearings(),
        "unkept": laid_out(filled) if refusal and not is_own else [],
        "back": read_back(filled) if filled.typed.words or filled.typed.kind else [],
        "code": request.POST.get("code", "")[:40],
        "features": features_of_city,
        "features_key": ("counter", current().schema_name, directory().profile.version),
        **_fault(refusal),
    }
    return render(request, "workdesk/counter/ticket.html", context, status=status_of(refusal))


def _fault(refusal: Refusal | None) -> dict[str, str]:
    """What was refused, and beside which field it is said."""
    field = "code" if refusal and refusal.field == "code" else field_of(refusal)
    return {"fault_field": field, "fault_text": str(refusal) if refusal else ""}


def _shows_matter(ticket: Ticket, user: User, refusal: Refusal | None) -> bool:
    """Whether a number's matter is shown: one's own or before the user anyway, and still meant.

    Beside a code that was not found another matter would be taken for the one that was sought.
    """
    if refusal and refusal.field == "code":
        return False
    if ticket.clerk_id == user.pk and ticket.state in IN_HAND:
        return True
    told = ticket.service_request
    return told is not None and reaches(user, Act.SEE, told.filing.case)


def framed(request: HttpRequest, at: datetime) -> dict[str, Any]:
    """Return what every page of the counter shows beside its own matter."""
    said = SAID.get(request.GET.get("ok", ""), "")
    rest = frame(request, Found(Wanted(), NO_ROWS), at=at)
    return {**rest, "here": "counter", "flash": said, "at": timezone.localtime(at)}
