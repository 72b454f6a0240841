"""Assigning or asking from the phone: an item, a unit, send. Due date and nature are preset."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kentongan.command.issuing import issue
from kentongan.command.orders import Order
from kentongan.face.admitting import users
from kentongan.face.directing import KINDS, about_in, choices, due_in, files_in, moment_of, preset
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.wall.hand.visitors import person

DAYS = {"tugas": 3, "tanya": 1}
"""Until when: to do it, or to answer."""


@users(Act.DIRECT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone_assign(request: HttpRequest) -> HttpResponse:
    """Choose a unit and send."""
    at = timezone.now()
    if request.method != "POST":
        return _form(request, at)
    typed = request.POST
    try:
        unit = typed.get("units", "")
        order = Order(
            words=typed.get("words", ""),
            units=(int(unit),) if unit.isdecimal() else (),
            due_at=due_in(typed),
            nature=typed.get("nature", ""),
            about=about_in(typed),
            files=files_in(request),
        )
        issue(order, by=person(request), at=at)
    except (Unprocessable, Conflict) as refusal:
        return _form(request, at, refusal)
    return HttpResponseRedirect(f"{reverse('mayors_phone')}?ok=1", status=303)


def _form(request: HttpRequest, at: datetime, refusal: Refusal | None = None) -> HttpResponse:
    said = request.POST if refusal else request.GET
    kind = said.get("jenis", "")
    kind = kind if kind in DAYS else "tugas"
    about, due = about_in(said), said.get("due") or preset(DAYS[kind], at)
    context: dict[str, Any] = {
        "person": person(request),
        "at": at,
        "kind": kind,
        "about": about,
        "words": said.get("words", _words(kind, about.title)),
        "due": due,
        "due_at": moment_of(due),
        "nature": said.get("nature", "ordinary"),
        "choices": choices(person(request)),
        "kinds": KINDS,
        "chosen": said.get("units", ""),
        "fault_text": str(refusal) if refusal else "",
    }
    status = 200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422
    return render(request, "wall/hand/assign.html", context, status=status)


def _words(kind: str, title: str) -> str:
    if not title:
        return ""
    if kind == "tanya":
        return _("Please report what is being done about this: %(title)s") % {"title": title}
    return _("Please take this up: %(title)s") % {"title": title}
