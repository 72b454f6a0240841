"""The list of what was reported around a head of RT or RW, and one case of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.casework.holding import NoSuchCase
from kentongan.casework.models import Case, Stage
from kentongan.face.admitting import users
from kentongan.neighbourhood.models import Belonging, Help
from kentongan.neighbourhood.reaching import (
    Reach,
    around,
    asks_neighbours,
    names_another,
    reach_of,
    unplaced,
)
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Refusal
from kentongan.workdesk.attaching import shown_again
from kentongan.workdesk.neighbourhood.around import fault, line, page, readable, uncovering_nobody
from kentongan.workdesk.neighbourhood.picturing import shown_of
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

PAGE = 40
SIFTED = 5 * PAGE
"""Cases that lie nowhere, looked through for those told without RT and RW."""


@users(Act.HELP_NEIGHBOURS)
@never_cache
@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    """List what is open around, the next deadline first; or what has ended."""
    at, reach = timezone.now(), reach_of(person(request))
    ended = "selesai" in request.GET
    found = around(reach)
    rows = (
        found.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
        if ended
        else found.open().order_by("due_at", "pk")
    )
    listed = list(rows[: PAGE + 1])
    apart = [] if ended else _apart(reach)
    context = {
        **page(request, reach, "ended" if ended else "open", at=at),
        "listed": [line(case) for case in listed[:PAGE]],
        "has_more": len(listed) > PAGE,
        "apart": [line(case) for case in apart[:PAGE]],
        "apart_has_more": len(apart) > PAGE,
        "ended": ended,
    }
    return render(request, "workdesk/neighbourhood/reported.html", context)


def _apart(reach: Reach) -> list[Case]:
    nowhere = unplaced(reach).order_by("due_at", "pk")[:SIFTED]
    return [case for case in nowhere if not names_another(case)]


@users(Act.HELP_NEIGHBOURS)
@never_cache
@require_safe
def one_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case of the neighbourhood, or one that may be theirs."""
    return show(request, reference)


def show(request: HttpRequest, reference: str, refusal: Refusal | None = None) -> HttpResponse:
    """Draw a case, with what was refused if something was.

    :raises NoSuchCase: if they may not know of it
    """
    at, user = timezone.now(), person(request)
    reach = reach_of(user)
    case = find(reference, reach)
    belonging = Belonging.objects.select_related("neighbourhood").filter(case=case).first()
    helped = Help.objects.filter(by=user, service_request__filing__case=case)
    context = {
        **page(request, reach, "", at=at),
        "line": line(case),
        "case": case,
        "words": readable(case),
        "belonging": belonging,
        "choices": [one for one in reach.own if one.kelurahan_id == case.jurisdiction_id],
        "helped": list(helped.select_related("service_request__reporter")),
        **_said(case),
        **_asked(case, belonging),
        "shown": shown_of(case),
        "attached": shown_again(request) if refusal else [],
        **fault(request, refusal),
    }
    template = "workdesk/neighbourhood/case.html"
    return render(request, template, context, status=status_of(refusal))


def find(reference: str, reach: Reach) -> Case:
    """Return a case of theirs, or an open one of their kelurahan that lies nowhere yet.

    :raises NoSuchCase: if there is none
    """
    wanted = reference.upper()[:12]
    found = (around(reach) | unplaced(reach)).filter(reference=wanted).first()
    if found is None or (names_another(found) and not _is_placed(found)):
        raise NoSuchCase
    return found


def _is_placed(case: Case) -> bool:
    return Belonging.objects.filter(case=case).exists()


def _said(case: Case) -> dict[str, Any]:
    """What the unit said last, its claim before all else, and what neighbours saw."""
    claim = case.claims.filter(fallen_at=None).order_by("-pk").first()
    last = claim or case.answers.order_by("-pk").first()
    return {
        "claim": claim,
        "last": last,
        "last_words": uncovering_nobody(case, last.text) if last else "",
        "sightings": list(case.sightings.select_related("by", "neighbourhood").order_by("-pk")),
    }


def _asked(case: Case, belonging: Belonging | None) -> dict[str, bool]:
    """What the head may say here."""
    is_open = case.is_open and belonging is not None
    return {
        "may_judge": is_open and case.stage == Stage.CLAIMED,
        "may_see": is_open and case.stage == Stage.RECEIVED and asks_neighbours(),
    }
