"""What reporters wish about their data, by the hour it is due: the list of whoever guards data."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.casework.guarding import Kind, decline, fulfil, guarded_by
from kentongan.casework.listing import Wanted
from kentongan.face.admitting import users
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, NotFound, Refusal, Unprocessable
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.lines import state_of
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

MOST_SHOWN, MOST_ENDED = 100, 20
KINDS: dict[str, str | Promise] = {
    Kind.CORRECT: _("Correct"),
    Kind.RESTRICT: _("Only keep, do not use"),
    Kind.ERASE: _("Erase"),
}


@users(Act.GUARD_DATA)
@never_cache
@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    """List what is open, the soonest due first, and what was ended last."""
    return _page(request)


@users(Act.GUARD_DATA)
@require_POST
def wish_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what was wished, or say why not."""
    user, answer = person(request), request.POST.get("answer", "")
    wished = guarded_by(user).filter(pk=pk).select_related("service_request").first()
    if wished is None:
        raise NotFound
    try:
        if request.POST.get("do") == "yes":
            fulfil(wished, answer, by=user, at=timezone.now())
        else:
            decline(wished, answer, by=user, at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _page(request, pk, refusal)
    return HttpResponseRedirect(f"{reverse('workdesk:wishes')}?ok=wish_ended", status=303)


def _page(request: HttpRequest, pk: int = 0, refusal: Refusal | None = None) -> HttpResponse:
    at = timezone.now()
    listed = guarded_by(person(request)).select_related("service_request__filing__case")
    listed = listed.defer("service_request__filing__case__search")
    waiting = listed.filter(ended_at=None).order_by("due_at", "pk")[:MOST_SHOWN]
    ended = listed.exclude(ended_at=None).order_by("-ended_at", "-pk")[:MOST_ENDED]
    context: dict[str, Any] = {
        **frame(request, Found(Wanted(), NOTHING), at=at),
        "here": "wishes",
        "open_wishes": [(each, state_of(each.due_at, at)) for each in waiting],
        "ended_wishes": ended,
        "kinds": KINDS,
        "fault_of": pk,
        "fault_text": str(refusal) if refusal else "",
        "typed": request.POST.get("answer", "") if refusal else "",
    }
    status = status_of(refusal)
    return render(request, "workdesk/wishes.html", context, status=status)
