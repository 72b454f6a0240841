"""The claims drawn for audit, for those who go and look: never the unit's own people."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.casework.inspecting import NoSuchDraw, inspect, waiting
from kentongan.casework.listing import Wanted
from kentongan.casework.models import Draw
from kentongan.face.admitting import users
from kentongan.face.proofs import gathered
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.lines import title_of
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

MOST_SHOWN = 30


class NoVerdict(Unprocessable):
    code = "no_verdict"
    sentence = _("Please say whether it is true.")


@users(Act.AUDIT)
@never_cache
@require_safe
def audits(request: HttpRequest) -> HttpResponse:
    """List what was drawn and waits for somebody to look, the oldest first."""
    return _page(request)


@users(Act.AUDIT)
@require_POST
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in what somebody saw who looked.

    :raises NoSuchDraw: if it was not drawn, or is of the visitor's own unit
    """
    user, chosen = person(request), request.POST.get("is_true")
    found = Draw.objects.filter(pk=pk).exclude(unit__in=[m.unit_id for m in user.standing])
    drawn = found.select_related("claim__case").first()
    if drawn is None:
        raise NoSuchDraw
    try:
        if chosen not in {"yes", "no"}:
            raise NoVerdict
        text = request.POST.get("text", "")
        inspect(drawn, text, is_true=chosen == "yes", by=user, at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _page(request, pk, refusal)
    return HttpResponseRedirect(f"{reverse('workdesk:audits')}?ok=inspect", status=303)


def _page(request: HttpRequest, pk: int = 0, refusal: Refusal | None = None) -> HttpResponse:
    at = timezone.now()
    drawn = waiting(person(request)).prefetch_related("claim__proofs")
    listed = list(drawn[: MOST_SHOWN + 1])
    context: dict[str, Any] = {
        **frame(request, Found(Wanted(), NOTHING), at=at),
        "here": "audits",
        "drawn": [_line(each) for each in listed[:MOST_SHOWN]],
        "has_more": len(listed) > MOST_SHOWN,
        "fault_of": pk,
        "fault_text": str(refusal) if refusal else "",
        "typed": request.POST if refusal else {},
    }
    status = status_of(refusal)
    return render(request, "workdesk/audits.html", context, status=status)


def _line(drawn: Draw) -> dict[str, Any]:
    claim, case, known = drawn.claim, drawn.claim.case, directory()
    return {
        "draw": drawn,
        "claim": claim,
        "case": case,
        "title": title_of(case.words),
        "place": known.jurisdictions[case.jurisdiction_id],
        "unit": known.units[drawn.unit_id],
        "proofs": gathered(case, claim.proofs.all()),
    }
