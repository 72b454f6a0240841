"""What an operator does beside a call: take one that rings, begin one by hand, be ready or away."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kentongan.calls.attending import be
from kentongan.calls.calling_back import note_called_back
from kentongan.calls.keeping import NoSuchCall
from kentongan.calls.models import Agent, Call
from kentongan.calls.starting import start_by_hand
from kentongan.calls.taking import take
from kentongan.face.admitting import users
from kentongan.people.permissions import Act
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.telephone.exchanging import ask_to_answer
from kentongan.workdesk.visitors import person

LONGEST_NUMBER = 40


@users(Act.TAKE_CALLS)
@require_POST
def take_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a call that rings; whoever comes second is told."""
    user, at = person(request), timezone.now()
    call = take(_call(pk), by=user, at=at)
    ask_to_answer(call, by=user, at=at)
    return _to(f"{reverse('workdesk:call', args=[pk])}?ok=taken")


@users(Act.TAKE_CALLS)
@require_POST
def begin_call(request: HttpRequest) -> HttpResponse:
    """Begin a call that is spoken on an ordinary telephone."""
    number = request.POST.get("number", "")[:LONGEST_NUMBER]
    call = start_by_hand(number, by=person(request), at=timezone.now())
    return _to(reverse("workdesk:call", args=[call.pk]))


@users(Act.TAKE_CALLS)
@require_POST
def presence(request: HttpRequest) -> HttpResponse:
    """Be ready, or away."""
    wanted = request.POST.get("presence", "")
    if wanted not in Agent.Presence.values:
        raise NotChosen(field="presence")
    be(person(request), Agent.Presence(wanted), at=timezone.now())
    return _to(f"{reverse('workdesk:calls')}?ok=presence")


@users(Act.TAKE_CALLS)
@require_POST
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody was rung back; with `call`, begin that call by hand at once."""
    user, at = person(request), timezone.now()
    call = note_called_back(_call(pk), by=user, at=at)
    if "call" in request.POST:
        begun = start_by_hand(call.number, by=user, at=at)
        return _to(reverse("workdesk:call", args=[begun.pk]))
    return _to(f"{reverse('workdesk:calls')}?ok=back")


def _call(pk: int) -> Call:
    call = Call.objects.filter(pk=pk).first()
    if call is None:
        raise NoSuchCall
    return call


def _to(address: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(address, status=303)
