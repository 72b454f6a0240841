"""What a head of RT or RW says of a case: it is ours, I have seen it, it is fixed or it is not."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.face.admitting import users
from kentongan.intake.photographing import settle
from kentongan.neighbourhood.judging import say_fixed, say_not_fixed
from kentongan.neighbourhood.reaching import reach_of
from kentongan.neighbourhood.sighting import say_seen
from kentongan.neighbourhood.taking import take
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.keys import key_in
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.workdesk.attaching import attach
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.neighbourhood.pages import find, show
from kentongan.workdesk.visitors import person

Hand = Callable[[Case, HttpRequest, User, datetime], object]


def _take(case: Case, request: HttpRequest, by: User, at: datetime) -> object:
    chosen = request.POST.get("neighbourhood", "")
    return take(case, neighbourhood=key_in(chosen) or None, by=by, at=at)


def _see(case: Case, request: HttpRequest, by: User, at: datetime) -> object:
    form = request.POST
    if form.get("is_so") not in {"yes", "no"}:
        raise NotChosen(field="is_so")
    return say_seen(case, form.get("text", ""), is_so=form.get("is_so") == "yes", by=by, at=at)


def _judge(case: Case, request: HttpRequest, by: User, at: datetime) -> object:
    attached, fault = attach(request)
    form = request.POST
    if form.get("is_fixed") not in {"yes", "no"}:
        raise NotChosen(field="is_fixed")
    if fault:
        raise fault
    for each in attached:
        settle(each.photo)
    photos = [each.photo for each in attached]
    say = say_fixed if form.get("is_fixed") == "yes" else say_not_fixed
    return say(case, form.get("text", ""), photos, by=by, at=at)


HANDS: dict[str, Hand] = {"milik": _take, "dilihat": _see, "perbaikan": _judge}


@users(Act.HELP_NEIGHBOURS)
def acted(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """Do one of the three and come back to the case."""
    user = person(request)
    case = find(reference, reach_of(user))
    address = reverse("workdesk:rukun_case", args=[case.reference])
    if request.method != "POST":  # somebody went back, or signed in again in between
        return HttpResponseRedirect(address)
    try:
        HANDS[act](case, request, user, timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return show(request, reference, refusal)
    return HttpResponseRedirect(f"{address}?ok=neighbour_said", status=303)
