"""The mayor's phone: the wall as a column, decisions awaited, what is late, one tap to assign."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.command.asking import questions_of
from kentongan.command.models import Charge
from kentongan.command.seeing import directives_of
from kentongan.command.stepping import AT_REST
from kentongan.face.admitting import users
from kentongan.people.permissions import Act, may
from kentongan.wall.hand.columns import column
from kentongan.wall.hand.visitors import person
from kentongan.wall.showing import showing

MOST = 12


@users(Act.DIRECT)
@never_cache
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Show the column; only what the reader may see of directives and questions."""
    at, user = timezone.now(), person(request)
    shown = showing.ask(at)
    open_charges = Charge.objects.filter(directive__in=directives_of(user).values("pk"))
    open_charges = open_charges.filter(done_at=None).select_related("directive", "unit")
    late = open_charges.filter(due_at__lt=at).exclude(state__in=AT_REST).order_by("due_at")
    to_accept = open_charges.filter(state=Charge.State.REPORTED, directive__issued_by=user)
    asked = questions_of(user).filter(closed_at=None).select_related("unit")
    context: dict[str, Any] = {
        "person": user,
        "at": at,
        "tiles": column(shown) if may(user, Act.WATCH_WALL) else [],
        "late": list(late[:MOST]),
        "to_accept": list(to_accept.order_by("pk")[:MOST]),
        "questions": list(asked.order_by("asked_at")[:MOST]),
        "decides": may(user, Act.DECIDE),
        "flash": request.GET.get("ok", ""),
    }
    return render(request, "wall/hand/phone.html", context)
