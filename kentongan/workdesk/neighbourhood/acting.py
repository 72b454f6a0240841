"""What a head of RT or RW says of a case: it is ours, I have seen it, it is fixed or it is not."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kentongan.casework.models import Case
from kentongan.face.admitting import users
from kentongan.neighbourhood.judging import say_fixed, say_not_fixed
from kentongan.neighbourhood.reaching import reach_of
from kentongan.neighbourhood.sighting import say_seen
from kentongan.neighbourhood.taking import take
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.neighbourhood.pages import find, show
from kentongan.workdesk.visitors import person

Hand = Callable[[Case, QueryDict, User, datetime], object]


def _take(case: Case, form: QueryDict, by: User, at: datetime) -> object:
    chosen = form.get("neighbourhood", "")
    return take(case, neighbourhood=int(chosen) if chosen.isdecimal() else None, by=by, at=at)


def _see(case: Case, form: QueryDict, by: User, at: datetime) -> object:
    if form.get("is_so") not in {"yes", "no"}:
        raise NotChosen(field="is_so")
    return say_seen(case, form.get("text", ""), is_so=form.get("is_so") == "yes", by=by, at=at)


def _judge(case: Case, form: QueryDict, by: User, at: datetime) -> object:
    if form.get("is_fixed") not in {"yes", "no"}:
        raise NotChosen(field="is_fixed")
    say = say_fixed if form.get("is_fixed") == "yes" else say_not_fixed
    return say(case, form.get("text", ""), by=by, at=at)


HANDS: dict[str, Hand] = {"milik": _take, "dilihat": _see, "perbaikan": _judge}


@users(Act.HELP_NEIGHBOURS)
@require_POST
def acted(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """Do one of the three and come back to the case, or to the list where it has ended."""
    user = person(request)
    case = find(reference, reach_of(user))
    try:
        HANDS[act](case, request.POST, user, timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return show(request, reference, refusal)
    address = reverse("workdesk:rukun_case", args=[case.reference])
    return HttpResponseRedirect(f"{address}?ok=neighbour_said", status=303)
