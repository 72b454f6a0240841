"""Screening a photo: the picture, the areas to cover, and whether all may see it.

Rectangles are drawn with the pointer; without a script, four numbers each say the same.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kentongan.casework.models import Case
from kentongan.casework.reaching import reaches, reads_in_confidence
from kentongan.casework.screening import screen
from kentongan.face.admitting import users
from kentongan.face.photos import photo_url, shown_url
from kentongan.intake.covering import MOST_AREAS, Area, AreaUnusable
from kentongan.intake.models import Photo
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, NotFound, Refusal, Unprocessable
from kentongan.workdesk.case import load_case
from kentongan.workdesk.desk import find, frame
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.shielding import photo_of
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

SIDES = ("left", "top", "width", "height")


@users(Act.SCREEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def screening(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Show a photo large, to cover what is nobody's business; a POST decides."""
    user = person(request)
    case = load_case(user, reference)
    photo = photo_of(case, str(pk))
    if not _may_screen(request, case, photo):
        raise NotFound
    if request.method != "POST":
        return _page(request, case, photo)
    try:
        chosen, areas = request.POST.get("is_public"), _areas(request)
        if chosen not in {"yes", "no"}:
            raise NotChosen(field="is_public")
        screen(photo, is_public=chosen == "yes", areas=areas, by=user, at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _page(request, case, photo, refusal)
    address = reverse("workdesk:case", args=[case.reference])
    return HttpResponseRedirect(f"{address}?ok=screened", status=303)


def _may_screen(request: HttpRequest, case: Case, photo: Photo) -> bool:
    user, voice = person(request), photo.service_request
    is_open_to = not voice.is_confidential or reads_in_confidence(user, Act.SEE, case)
    return is_open_to and not photo.is_record and reaches(user, Act.SCREEN, case)


def _areas(request: HttpRequest) -> list[Area]:
    """The areas of the form; rows left empty are none.

    :raises AreaUnusable: if a row is half filled in, or holds no number
    """
    columns = [request.POST.getlist(side)[: MOST_AREAS + 1] for side in SIDES]
    rows = [[text.strip().replace(",", ".") for text in row] for row in zip(*columns, strict=False)]
    try:
        return [Area(*map(float, row)) for row in rows if any(row)]
    except ValueError:
        raise AreaUnusable(field="areas") from None


def _page(
    request: HttpRequest, case: Case, photo: Photo, refusal: Refusal | None = None
) -> HttpResponse:
    at, last = timezone.now(), photo.screenings.order_by("-pk").first()
    typed = list(zip(*(request.POST.getlist(side) for side in SIDES), strict=False))
    rows = typed if refusal else [tuple(area) for area in last.areas] if last else []
    context: dict[str, Any] = {
        **frame(request, find(request, at=at), at=at),
        "case": case,
        "photo": photo,
        "address": photo_url(photo),
        "shown": shown_url(photo) if photo.public_digest else "",
        "last": last,
        "rows": [*rows, *[("",) * 4] * (MOST_AREAS - len(rows))][:MOST_AREAS],
        "chosen": request.POST.get("is_public", ""),
        "fault_field": refusal.field if refusal else "",
        "fault_text": str(refusal) if refusal else "",
    }
    status = status_of(refusal)
    return render(request, "workdesk/screening.html", context, status=status)
