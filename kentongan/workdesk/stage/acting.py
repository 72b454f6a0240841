"""The page of the stage at the desk, the decision, and the refusal of a proposal."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.casework.listing import Wanted
from kentongan.face.admitting import users
from kentongan.face.stages import TONES, ladder
from kentongan.people.permissions import Act, acts_of
from kentongan.stage.deciding import Ruling, decide, refuse
from kentongan.stage.holding import NoSuchProposal
from kentongan.stage.models import StageProposal
from kentongan.stage.stages import stages
from kentongan.stage.tile import tile
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.stage.showing import shown
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

EARLIER = 20


@users(Act.WATCH_WALL)
@never_cache
@require_safe
def stage_desk(request: HttpRequest) -> HttpResponse:
    """Show the stage, what is proposed and on what ground, and the form to decide."""
    return show_stage(request)


@users(Act.DECIDE_STAGE)
@require_POST
def stage_decision(request: HttpRequest) -> HttpResponse:
    """Decide the stage: the page, the signed message and the letters follow in this act."""
    typed = request.POST
    answered = typed.get("proposal", "")
    ruling = Ruling(
        level=_number(typed.get("level", "")),
        reason=typed.get("reason", ""),
        was=_number(typed.get("was", "")),
        proposal=_proposal(_number(answered)) if answered else None,
    )
    try:
        decide(ruling, by=person(request), at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return show_stage(request, refusal, f"accept-{answered}" if answered else "decide")
    return HttpResponseRedirect(f"{reverse('workdesk:stage_desk')}?ok=stage_decided", status=303)


@users(Act.DECIDE_STAGE)
@require_POST
def stage_refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the stage as it is, for a reason."""
    reason = request.POST.get("reason", "")
    try:
        refuse(_proposal(pk), reason, by=person(request), at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return show_stage(request, refusal, f"refuse-{pk}")
    return HttpResponseRedirect(f"{reverse('workdesk:stage_desk')}?ok=stage_refused", status=303)


def show_stage(
    request: HttpRequest, refusal: Refusal | None = None, form: str = ""
) -> HttpResponse:
    """Draw the page, after a refusal with its form open and the words as typed."""
    at, known = timezone.now(), stages()
    told = tile(at)
    settled = StageProposal.objects.filter(settled_at__isnull=False).select_related("settled_by")
    acts = acts_of(person(request))
    context: dict[str, Any] = {
        **frame(request, Found(Wanted(), NOTHING), at=at),
        "here": "stage",
        "at": timezone.localtime(at),
        "tile": told,
        "tone": TONES[told.level],
        "ladder": ladder(known, told),
        "proposals": shown(told.proposals, known, acts),
        "settled": shown(settled.order_by("-settled_at", "-pk")[:EARLIER], known, acts),
        "decides": Act.DECIDE_STAGE in acts,
        "fault_of": form,
        "fault_is_homeless": form != "decide" and not _stands(form, told.proposals),
        "fault_text": str(refusal) if refusal else "",
        "fault_field": (refusal.field or "") if refusal else "",
        "typed": request.POST if refusal else {},
    }
    return render(request, "workdesk/stage/stage.html", context, status=status_of(refusal))


def _stands(form: str, proposals: Iterable[StageProposal]) -> bool:
    """Whether the form's proposal is still among those that are drawn."""
    return any(form.endswith(f"-{each.pk}") for each in proposals)


def _proposal(pk: int) -> StageProposal:
    found = StageProposal.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchProposal
    return found


def _number(said: str) -> int:
    """A whole number as typed; 0, which is no stage and no row, for anything else."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0
