"""Answering by the link of a letter, without signing in: a reporter, or a party that was asked.

Whoever has the link is who it was sent to. What is not ours says nothing of what there is; what
is over says only that.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kentongan.casework.contributing import NoLongerAsked
from kentongan.casework.models import Invitation
from kentongan.face.admitting import anyone
from kentongan.face.staging import Staged
from kentongan.frontdesk.asked import Asked, look_up
from kentongan.frontdesk.handed_in import hand_in
from kentongan.frontdesk.pages import page
from kentongan.mailroom.links import Expired, Forged, read
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Conflict, NotFound, Refusal


@anyone
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show a question and take in its answer."""
    at = timezone.now()
    try:
        asked = look_up(read(token, at=at))
    except Expired:
        return _over(request, "expired", 410)
    except (Forged, NotFound):
        return _over(request, "unknown", 404)
    if "terima" in request.GET and request.method != "POST":
        return _draw(request, asked, at, is_thanked=True)
    if not asked.is_waiting(at):
        return _over(request, "answered", 410)
    if request.method != "POST":
        return _draw(request, asked, at)
    return _take(request, asked, token, at)


def _take(request: HttpRequest, asked: Asked, token: str, at: datetime) -> HttpResponse:
    words = request.POST.get("text", "")
    try:
        fault = hand_in(request, "b", lambda photos: asked.take(words, photos, at))
    except NoLongerAsked:
        return _over(request, "answered", 410)
    if fault:
        return _draw(request, asked, at, refusal=fault.refusal, attached=fault.attached)
    response = HttpResponseRedirect(f"/b/{token}/?terima=1")
    response.status_code = 303
    return response


def _draw(
    request: HttpRequest,
    asked: Asked,
    at: datetime,
    *,
    refusal: Refusal | None = None,
    attached: Sequence[Staged] = (),
    is_thanked: bool = False,
) -> HttpResponse:
    invitation, row = asked.invitation, asked.invitation or asked.inquiry
    context: dict[str, Any] = {
        "at": at,
        "reference": asked.told.reference if asked.told else asked.case.reference,
        "unit": directory().units[asked.case.unit_id],
        "question": row.question if row else "",
        "party": invitation.name if invitation else "",
        "until": asked.link.until,
        "given": _given(invitation),
        "track": f"/t/{asked.told.spoken_code}/" if asked.told else "",
        **_typed(request, refusal, attached),
        "is_thanked": is_thanked,
        "may_answer": asked.is_waiting(at),
    }
    return _secretly(page(request, "answer.html", context, status=_status(refusal)))


def _status(refusal: Refusal | None) -> int:
    return 409 if isinstance(refusal, Conflict) else 422 if refusal else 200


def _typed(
    request: HttpRequest, refusal: Refusal | None, attached: Sequence[Staged]
) -> dict[str, Any]:
    """What the form holds, and what is wrong with it."""
    fault = _fault(refusal) if refusal else {}
    return {"attached": attached, "typed": request.POST.get("text", ""), "fault": fault}


def _fault(refusal: Refusal) -> dict[str, str]:
    return {"text" if refusal.field == "reply" else refusal.field or "": str(refusal)}


def _given(invitation: Invitation | None) -> list[tuple[datetime, str, int]]:
    """What the party has handed in before."""
    if invitation is None:
        return []
    given = invitation.contributions.prefetch_related("photos").order_by("pk")
    return [(each.at, each.text, len(each.photos.all())) for each in given]


def _over(request: HttpRequest, why: str, status: int) -> HttpResponse:
    return _secretly(page(request, "answer_over.html", {"why": why}, status=status))


def _secretly(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is a secret out of caches, search engines and referrers."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
