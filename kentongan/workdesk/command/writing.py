"""Writing a directive: a new one about anything, or a part passed down from a charge."""

import secrets
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kentongan.command.issuing import issue
from kentongan.command.models import Charge, Decision
from kentongan.command.orders import AlreadyIssued, Order
from kentongan.command.seeing import NoSuchDirective, charges_of
from kentongan.command.units import own_units
from kentongan.face.admitting import users
from kentongan.face.directing import about_in, choices, due_in, files_in, preset
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.keys import key_in, keys_in
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.command.showing import around
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

DAYS = 3


@users(Act.DIRECT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def directive_new(request: HttpRequest) -> HttpResponse:
    """Show the form; issue what was written."""
    user, at = person(request), timezone.now()
    parent = _parent(request, user)
    if request.method != "POST":
        return _form(request, parent, at)
    ok = "directive_issued"
    try:
        made = issue(_typed(request, parent), by=user, at=at)
    except AlreadyIssued as refusal:
        made, ok = refusal.earlier, "directive_before"
    except (Unprocessable, Conflict) as refusal:
        return _form(request, parent, at, refusal)
    address = reverse("workdesk:directive", args=[made.root_id or made.pk])
    return HttpResponseRedirect(f"{address}?ok={ok}", status=303)


def _parent(request: HttpRequest, user: User) -> Charge | None:
    asked = request.POST.get("parent") or request.GET.get("parent", "")
    if not asked:
        return None
    mine = charges_of(user).select_related("directive", "unit")
    found = mine.filter(pk=key_in(asked)).first()
    if found is None:
        raise NoSuchDirective
    return found


def _typed(request: HttpRequest, parent: Charge | None) -> Order:
    typed = request.POST
    return Order(
        words=typed.get("words", ""),
        units=tuple(keys_in(typed.getlist("units"))),
        due_at=due_in(typed),
        nature=typed.get("nature", ""),
        about=about_in(typed, person(request)),
        files=files_in(request),
        unit=key_in(typed.get("unit", "")) or None,
        parent=parent,
        key=typed.get("key") or secrets.token_urlsafe(12),
        decision=Decision.objects.filter(pk=key_in(typed.get("decision", ""))).first(),
    )


def _nature(parent: Charge | None) -> str:
    return "secret" if parent and parent.directive.is_secret else "ordinary"


def _form(
    request: HttpRequest, parent: Charge | None, at: datetime, refusal: Refusal | None = None
) -> HttpResponse:
    user = person(request)
    said = request.POST if refusal else request.GET
    own = list(own_units(user).values())
    said_unit = next((each for each in own if str(each.pk) == said.get("unit")), None)
    unit = parent.unit if parent else said_unit or next(iter(own), None)
    context: dict[str, Any] = {
        **around(request, at=at),
        "parent": parent,
        "choices": choices(user, unit),
        "own": own,
        "unit": unit,
        "chosen": said.getlist("units"),
        "about": about_in(said, person(request)),
        "typed": said,
        "nature": said.get("nature") or _nature(parent),
        "due": said.get("due") or preset(DAYS, at, parent.due_at if parent else None),
        "key": request.POST.get("key") or secrets.token_urlsafe(12),
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
    }
    return render(request, "workdesk/command/new.html", context, status=status_of(refusal))
