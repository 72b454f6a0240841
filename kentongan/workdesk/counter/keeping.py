"""Small answers while a clerk types: the draft kept, the words read back, an answer picked up."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.counter.drafting import save_draft
from kentongan.counter.keeping import NoSuchTicket
from kentongan.face.admitting import users
from kentongan.mailroom.models import Letter
from kentongan.mailroom.speaking import tell
from kentongan.people.permissions import Act
from kentongan.workdesk.counter.filling import Filled
from kentongan.workdesk.counter.reporting import read_back
from kentongan.workdesk.counter.seating import load_ticket
from kentongan.workdesk.telephone.helping import draw_help
from kentongan.workdesk.visitors import person


@users(Act.SERVE_COUNTER)
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what stands in the form now; a script calls this with every pause of the fingers."""
    user = person(request)
    filled = Filled.read(request.POST)
    save_draft(load_ticket(pk, user), filled.flat(), by=user, at=timezone.now())
    return HttpResponse(status=204)


@users(Act.SERVE_COUNTER)
@require_POST
def read_aloud(request: HttpRequest, pk: int) -> HttpResponse:
    """Return what would be sent, in sentences to be read to whoever cannot read them."""
    load_ticket(pk, person(request))
    said = read_back(Filled.read(request.POST))
    return render(request, "workdesk/counter/read_back.html", {"back": said})


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def counter_help(request: HttpRequest, part: str) -> HttpResponse:
    """Return one part of what helps while somebody types, as at the telephone."""
    return draw_help(request, part)


@users(Act.SERVE_COUNTER)
@require_POST
def pick_up(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """Note that an answer was told here, to whoever came for it.

    :raises NoSuchTicket: if it is not about the matter of this number
    :raises NotToTell: if somebody else was first
    """
    user = person(request)
    ticket = load_ticket(pk, user)
    waiting = Letter.objects.filter(pk=letter, service_request__isnull=False).to_tell()
    found = waiting.filter(service_request=ticket.service_request_id).first()
    if found is None or ticket.clerk_id != user.pk:
        raise NoSuchTicket
    tell(found, by=user, at=timezone.now())
    return HttpResponseRedirect(f"{reverse('workdesk:ticket', args=[pk])}?ok=told", status=303)
