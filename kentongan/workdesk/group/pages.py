"""The group's list: what was brought, what waits, by when; and the form for what is brought now."""

import secrets
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kentongan.casework.models import Case
from kentongan.council.bringing import AlreadyBrought, bring
from kentongan.council.holding import NoSuchMatter, group_of
from kentongan.council.models import Group, Matter, Meeting
from kentongan.face.admitting import users
from kentongan.face.deriving import derive
from kentongan.face.ending import ending
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.flashes import said
from kentongan.workdesk.group.letters import code_to_tell, letters_of, with_letters
from kentongan.workdesk.group.typed import told
from kentongan.workdesk.group.words import DECISIONS, STAGES, WAYS
from kentongan.workdesk.lines import state_of
from kentongan.workdesk.offering import options
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

PAGE = 50
SHOWN = ("reporter", "jurisdiction", "brought_by", "rule", "service_request")
OPEN = (Matter.Stage.BROUGHT, Matter.Stage.VERIFIED, Matter.Stage.DECIDED)


def around(request: HttpRequest, group: Group, here: str, *, at: datetime) -> dict[str, Any]:
    """Return what every page of the group's door shows."""
    return {
        "person": person(request),
        "group": group,
        "here": here,
        "at": at,
        "flash": said(request.GET.get("ok", "")),
        "ways": WAYS,
        "stages": STAGES,
        "decisions": DECISIONS,
        "options": options,
        "state_of": state_of,
    }


@users(Act.SERVE_GROUP)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def matters(request: HttpRequest) -> HttpResponse:
    """List what is open, by when; keep what somebody brings."""
    if request.method != "POST":
        return _list(request)
    ok = "brought"
    try:
        matter = bring(told(request), by=person(request), at=timezone.now())
    except AlreadyBrought as refusal:
        matter, ok = refusal.earlier, "brought_before"
    except (Unprocessable, Conflict) as refusal:
        return _list(request, refusal)
    return HttpResponseRedirect(f"{_address(matter)}?ok={ok}", status=303)


@users(Act.SERVE_GROUP)
@never_cache
@require_safe
def matter_page(request: HttpRequest, number: str) -> HttpResponse:
    """Show one matter of the group's own."""
    return show_matter(request, number)


def show_matter(request: HttpRequest, number: str, refusal: Refusal | None = None) -> HttpResponse:
    """Draw a matter, with what was refused if something was.

    :raises NoSuchMatter: if it is another group's, or none
    """
    at, group = timezone.now(), group_of(person(request))
    own = Matter.objects.filter(group=group, number=number)
    matter = own.select_related(*SHOWN).first()
    if matter is None:
        raise NoSuchMatter
    context = {
        **around(request, group, "matters", at=at),
        "matter": matter,
        "remarks": matter.remarks.select_related("by").order_by("-pk"),
        "items": matter.items.select_related("meeting").order_by("-pk"),
        "derived": _derived(matter, at),
        "letters": letters_of(matter),
        "code": code_to_tell(matter),
        "case": _case(matter),
        "ending": ending,
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        "typed": request.POST if refusal else {},
    }
    status = status_of(refusal)
    return render(request, "workdesk/group/matter.html", context, status=status)


def _list(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    at, group = timezone.now(), group_of(person(request))
    ended = "selesai" in request.GET
    stages = (Matter.Stage.TOLD,) if ended else OPEN
    found = Matter.objects.filter(group=group, stage__in=stages)
    order = ("-told_at", "-pk") if ended else ("stage", "verify_by", "pk")
    listed = list(with_letters(found).select_related("jurisdiction").order_by(*order)[: PAGE + 1])
    context = {
        **around(request, group, "matters", at=at),
        "listed": listed[:PAGE],
        "has_more": len(listed) > PAGE,
        "ended": ended,
        "ahead": Meeting.objects.filter(group=group, closed_at=None).first(),
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        "typed": request.POST if refusal else {},
        "key": request.POST.get("key") or secrets.token_urlsafe(12),
    }
    status = status_of(refusal)
    return render(request, "workdesk/group/matters.html", context, status=status)


def _derived(matter: Matter, at: datetime) -> list[str]:
    if matter.verify_by is None or matter.rule is None:
        return []
    began, source = matter.brought_at, matter.rule.source
    return derive(matter.derivation, matter.verify_by, began=began, source=source, now=at)


def _case(matter: Matter) -> Case | None:
    """How the matter stands in the city's hands: what its reporter may see, no more."""
    if matter.service_request_id is None:
        return None
    return Case.objects.filter(filings__service_request=matter.service_request_id).first()


def _address(matter: Matter) -> str:
    return reverse("workdesk:group_matter", args=[matter.number])
