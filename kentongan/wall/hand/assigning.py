"""Assigning or asking from the phone: an item, a unit, send. Due date and nature are preset."""

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kentongan.command.issuing import issue
from kentongan.command.orders import AlreadyIssued, Order
from kentongan.command.subjects import About, Subject
from kentongan.face.admitting import users
from kentongan.face.directing import KINDS, about_in, choices, due_in, files_in, moment_of, preset
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.wall.hand.columns import column
from kentongan.wall.hand.visitors import person
from kentongan.wall.showing import showing

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
            about=_about(typed, person(request), at),
            files=files_in(request),
            key=typed.get("key") or secrets.token_urlsafe(12),
        )
        issue(order, by=person(request), at=at)
    except AlreadyIssued:
        return HttpResponseRedirect(f"{reverse('mayors_phone')}?ok=before", status=303)
    except (Unprocessable, Conflict) as refusal:
        return _form(request, at, refusal)
    return HttpResponseRedirect(f"{reverse('mayors_phone')}?ok=1", status=303)


def _form(request: HttpRequest, at: datetime, refusal: Refusal | None = None) -> HttpResponse:
    said = request.POST if refusal else request.GET
    kind = said.get("jenis", "")
    kind = kind if kind in DAYS else "tugas"
    about, due = _about(said, person(request), at), said.get("due") or preset(DAYS[kind], at)
    context: dict[str, Any] = {
        "person": person(request),
        "at": at,
        "kind": kind,
        "about": about,
        "words": said.get("words", _words(kind, about.title)),
        "due": due,
        "due_at": moment_of(due),
        "nature": said.get("nature", "ordinary"),
        "key": request.POST.get("key") or secrets.token_urlsafe(12),
        "choices": choices(person(request)),
        "kinds": KINDS,
        "chosen": said.get("units", ""),
        "fault_text": str(refusal) if refusal else "",
    }
    status = 200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422
    return render(request, "wall/hand/assign.html", context, status=status)


def _about(typed: QueryDict, by: User, at: datetime) -> About:
    """What it is about; a number is called as the column calls the one at its address."""
    about = about_in(typed, by)
    if about.kind != Subject.NUMBER:
        return about
    rows = [row for tile in column(showing.ask(at)) for row in tile.rows]
    titles = [row.title for row in rows if row.href == about.address]
    known = about.title if about.title in titles else next(iter(titles), "")
    return replace(about, title=known)


def _words(kind: str, title: str) -> str:
    if not title:
        return ""
    if kind == "tanya":
        return _("Please report what is being done about this: %(title)s") % {"title": title}
    return _("Please take this up: %(title)s") % {"title": title}
