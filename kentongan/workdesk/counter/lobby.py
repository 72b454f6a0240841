"""The lobby: a tablet with large keys that hands out numbers, and what it hands over."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kentongan.counter.figures import ahead_of
from kentongan.counter.keeping import NoSuchTicket
from kentongan.counter.models import Office, Ticket
from kentongan.counter.numbering import AlreadyTaken, take_number, today
from kentongan.counter.opening import NoSuchOffice, office_of, tablet_of
from kentongan.counter.purposes import purposes_of
from kentongan.face.admitting import anyone, users
from kentongan.face.printing import as_pdf, sheet
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.counter.letting_in import admit, let_in
from kentongan.workdesk.counter.pages import framed
from kentongan.workdesk.counter.papers import TICKET, Values, ticket_values
from kentongan.workdesk.counter.seating import load_ticket
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

TOKEN = "perangkat"  # noqa: S105 - the name of a parameter


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lobby(request: HttpRequest, code: str) -> HttpResponse:
    """Show what one may take a number for; a POST takes it. Only for the office's own tablet."""
    office = office_of(code)
    if TOKEN in request.GET:
        return _arrive(request, office)
    admit(request, office)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            ticket = _take(request, office)
        except (Unprocessable, Conflict) as no:
            refusal = no
        else:
            address = reverse("workdesk:lobby_number", args=[code, ticket.number])
            return HttpResponseRedirect(address, status=303)
    context = {"office": office, "purposes": purposes_of(office.purposes), "fault": refusal}
    context["key"] = uuid4().hex
    return render(request, "workdesk/counter/lobby.html", context, status=status_of(refusal))


@anyone
@never_cache
@require_safe
def lobby_number(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show a number of today, large, with a square to follow it; then the keys come back."""
    office = office_of(code)
    admit(request, office)
    ticket = _of_today(office, number)
    context = {
        "office": office,
        "ticket": ticket,
        "values": _values(request, ticket, office),
        "pdf": reverse("workdesk:lobby_pdf", args=[code, number]),
        "back": reverse("workdesk:lobby", args=[code]),
    }
    return render(request, "workdesk/counter/number.html", context)


@anyone
@never_cache
@require_safe
def lobby_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Return a number of today as a strip for the printer in the lobby."""
    office = office_of(code)
    admit(request, office)
    return _print(request, _of_today(office, number), office)


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def ticket_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a number that was handed out at the desk, to be printed."""
    ticket = load_ticket(pk, person(request))
    context = {
        **framed(request, timezone.now()),
        "ticket": ticket,
        "values": _values(request, ticket, ticket.office),
        "pdf": reverse("workdesk:ticket_pdf", args=[pk]),
    }
    return render(request, "workdesk/counter/handed_out.html", context)


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def ticket_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Return it as a strip."""
    ticket = load_ticket(pk, person(request))
    return _print(request, ticket, ticket.office)


def _arrive(request: HttpRequest, office: Office) -> HttpResponse:
    tablet = tablet_of(request.GET[TOKEN], office)
    if tablet is None:
        raise NoSuchOffice
    # Away from the address that holds the token: it must not stay in the tablet's history.
    answer = HttpResponseRedirect(reverse("workdesk:lobby", args=[office.code]))
    return let_in(answer, tablet)


def _take(request: HttpRequest, office: Office) -> Ticket:
    form, at = request.POST, timezone.now()
    key, is_priority = form.get("key", "")[:40], "priority" in form
    letter = form.get("letter", "")
    try:
        return take_number(office, letter, is_priority=is_priority, key=key, by=None, at=at)
    except AlreadyTaken as twice:
        return twice.earlier


def _of_today(office: Office, number: int) -> Ticket:
    found = office.tickets.filter(date=today(timezone.now()), number=number).first()
    if found is None:
        raise NoSuchTicket
    return found


def _values(request: HttpRequest, ticket: Ticket, office: Office) -> Values:
    board = reverse("workdesk:board", args=[office.code])
    address = request.build_absolute_uri(f"{board}?nomor={ticket.label}")
    return ticket_values(ticket, office, address=address, ahead=ahead_of(ticket))


def _print(request: HttpRequest, ticket: Ticket, office: Office) -> HttpResponse:
    values = _values(request, ticket, office)
    return as_pdf(sheet(TICKET, values, at=ticket.taken_at), ticket.label)
