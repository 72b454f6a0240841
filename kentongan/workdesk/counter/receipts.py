"""The receipt: shown after a report, read aloud, printed on A4, A5 and 80 mm strips.

The code is the reporter's secret. It stands on a receipt while whoever told the report, or said its
code, is at the counter; who prints one again later prints it without.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.casework.holding import NoSuchCase
from kentongan.casework.models import Case
from kentongan.casework.utterances import utterances_of
from kentongan.counter.keeping import NoSuchTicket
from kentongan.counter.models import IN_HAND, Ticket
from kentongan.face.admitting import users
from kentongan.face.printing import as_pdf, sheet
from kentongan.intake.models import ServiceRequest
from kentongan.people.permissions import Act
from kentongan.places.models import Unit
from kentongan.toolbox.refusals import NotFound
from kentongan.workdesk.counter.pages import framed
from kentongan.workdesk.counter.papers import PAPERS, Values, receipt_values
from kentongan.workdesk.counter.seating import load_ticket
from kentongan.workdesk.telephone.reading_out import read_out
from kentongan.workdesk.telephone.spelling import groups
from kentongan.workdesk.visitors import person


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is handed over: the code, its square, by when; and the ways to print it."""
    ticket, told = _told_at(request, pk)
    at, shows = timezone.now(), _shows_code(request, ticket)
    values = _values(request, told, ticket.office.unit, shows=shows)
    pdf = reverse("workdesk:receipt_pdf", args=[pk, "x"])[: -len("x.pdf")]
    context = {
        **framed(request, at),
        "ticket": ticket,
        "told": told,
        "case": told.filing.case,
        "values": values,
        "code_groups": groups(told.code) if shows else [],
        "said": _aloud(told, shows),
        "papers": [(paper, f"{pdf}{paper}.pdf") for paper in PAPERS],
    }
    return render(request, "workdesk/counter/receipt.html", context)


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def receipt_pdf(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """Return the receipt of a number on a paper.

    :raises NotFound: if there is no such paper
    """
    ticket, told = _told_at(request, pk)
    shows = _shows_code(request, ticket)
    return _print(_values(request, told, ticket.office.unit, shows=shows), paper)


@users(Act.SEE)
@never_cache
@require_safe
def receipt_again(request: HttpRequest, reference: str, paper: str) -> HttpResponse:
    """Return a receipt once more, without the code, to whoever may see the case.

    :raises NoSuchCase: if there is none that they may see
    """
    seen = Case.objects.reachable_by(person(request), Act.SEE)
    told = (
        ServiceRequest.objects.select_related("filing__case__unit", "reporter")
        .filter(reference=reference, filing__case__in=seen)
        .first()
    )
    if told is None:
        raise NoSuchCase
    return _print(_values(request, told, told.filing.case.unit, shows=False), paper)


def _told_at(request: HttpRequest, pk: int) -> tuple[Ticket, ServiceRequest]:
    ticket = load_ticket(pk, person(request))
    told = ticket.service_request
    if told is None or ticket.clerk_id != person(request).pk:
        raise NoSuchTicket
    return ticket, told


def _shows_code(request: HttpRequest, ticket: Ticket) -> bool:
    is_here = ticket.state in IN_HAND and ticket.clerk_id == person(request).pk
    return ticket.shows_code and is_here


def _values(request: HttpRequest, told: ServiceRequest, unit: Unit, *, shows: bool) -> Values:
    address = request.build_absolute_uri(f"/t/{told.spoken_code}/") if shows else ""
    return receipt_values(told, told.filing.case, unit, address=address, at=timezone.now())


def _print(values: Values, paper: str) -> HttpResponse:
    if paper not in PAPERS:
        raise NotFound
    body = sheet(PAPERS[paper], {**values, "paper": paper}, at=timezone.now())
    return as_pdf(body, f"{values['number']}-{paper}")


def _aloud(told: ServiceRequest, shows: bool) -> list[str]:
    """The receipt as it is read to whoever cannot read it."""
    case = told.filing.case
    words = utterances_of([case])[case.pk]
    said = read_out(told, case, words, is_by_code=shows, at=timezone.now())
    if not shows:
        return said
    code = "; ".join(words for _group, words in groups(told.code))
    return [*said, _("Your code is: %(code)s. Keep the paper.") % {"code": code}]
