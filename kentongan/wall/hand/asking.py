"""Questions to the mayor: those awaited beside what was decided, the form to ask, taking back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kentongan.command.asking import Asked, NoSuchQuestion, ask, questions_of, take_back
from kentongan.command.models import Decision
from kentongan.command.repeating import AlreadyAsked
from kentongan.face.admitting import users
from kentongan.face.directing import about_in, due_in
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.wall.hand.deciding import status_of, typed_in
from kentongan.wall.hand.visitors import person

MOST = 40


@users(Act.DIRECT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: HttpRequest) -> HttpResponse:
    """List what is awaited and what was decided; put a question to the mayor."""
    at = timezone.now()
    if request.method != "POST":
        return _list(request, at)
    typed = request.POST
    try:
        needed = due_in(typed, "needed_by") if typed.get("needed_by") else None
        options = typed.get("options", "").splitlines()
        asked = Asked(
            typed.get("words", ""),
            options,
            typed.get("blocks", ""),
            needed,
            about_in(typed, person(request)),
        )
        ask(asked, by=person(request), at=at)
    except AlreadyAsked as again:
        page = f"{reverse('decisions')}?ok=before#q-{again.earlier.pk}"
        return HttpResponseRedirect(page, status=303)
    except (Unprocessable, Conflict) as refusal:
        return _list(request, at, refusal)
    return HttpResponseRedirect(f"{reverse('decisions')}?ok=1", status=303)


@users(Act.DIRECT)
def question_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question back."""
    found = questions_of(person(request)).filter(pk=pk).first()
    if found is None:
        raise NoSuchQuestion
    if request.method == "POST":
        at = timezone.now()
        try:
            take_back(found, request.POST.get("reason", ""), by=person(request), at=at)
        except (Unprocessable, Conflict) as refusal:
            return _list(request, at, refusal)
    return HttpResponseRedirect(reverse("decisions"), status=303)


def _list(request: HttpRequest, at: datetime, refusal: Refusal | None = None) -> HttpResponse:
    user = person(request)
    made = Decision.objects.select_related("unit", "decided_by").defer("known")
    context: dict[str, Any] = {
        "person": user,
        "at": at,
        "awaited": list(
            questions_of(user).filter(closed_at=None).select_related("unit").order_by("asked_at")
        ),
        "made": list(made.order_by("-decided_at")[:MOST]),
        "decides": may(user, Act.DECIDE),
        "own": {m.unit_id for m in user.standing},
        "flash": request.GET.get("ok", ""),
        **typed_in(request, refusal),
    }
    return render(request, "wall/hand/decisions.html", context, status=status_of(refusal))
