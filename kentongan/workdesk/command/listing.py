"""Three lists: what comes to my units, what went out from them, what climbed to them."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.command.models import Charge, Climb
from kentongan.command.seeing import charges_of, directives_of
from kentongan.command.units import own_units
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.workdesk.command.showing import around
from kentongan.workdesk.visitors import person

MOST = 60
VIEWS: dict[str, str | Promise] = {
    "": _("To me"),
    "keluar": _("From me"),
    "naik": _("Overdue, escalated to me"),
}


@users(Act.DIRECT)
@never_cache
@require_safe
def directives(request: HttpRequest) -> HttpResponse:
    """List the directives of one view, what is open first, by due date."""
    at, user = timezone.now(), person(request)
    view = request.GET.get("daftar", "")
    view = view if view in VIEWS else ""
    is_done = request.GET.get("selesai") == "1"
    rows = _rows(user, view).filter(done_at__isnull=not is_done)
    found = rows.select_related("directive__unit", "directive__issued_by", "unit")
    found = found.order_by("-done_at", "-pk") if is_done else found.order_by("due_at", "pk")
    context: dict[str, Any] = {
        **around(request, at=at),
        "views": VIEWS,
        "view": view,
        "is_done": is_done,
        "charges": _sorted(list(found[:MOST]), is_done=is_done, at=at),
    }
    return render(request, "workdesk/command/list.html", context)


def _rows(user: User, view: str) -> "QuerySet[Charge]":
    if view == "":
        return charges_of(user)
    seen = Charge.objects.filter(directive__in=directives_of(user).values("pk"))
    mine = list(own_units(user))
    if view == "keluar":
        return seen.filter(directive__unit__in=mine)
    return seen.filter(Exists(Climb.objects.filter(charge=OuterRef("pk"), unit__in=mine)))


def _sorted(rows: list[Charge], *, is_done: bool, at: datetime) -> list[Charge]:
    """What is urgent goes before what is ordinary, as long as neither is late."""
    if is_done:
        return rows
    return sorted(rows, key=lambda row: (row.due_at >= at, row.directive.nature != "urgent"))
