"""One case, many voices, at the desk: what may be the same, joining it, and splitting it again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kentongan.casework.joining import JoinedToNothing, join
from kentongan.casework.models import Case
from kentongan.casework.neighbouring import Neighbour, matter_of, neighbours
from kentongan.casework.splitting import split
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.sorting.resembling import LISTED
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk.case import load_case
from kentongan.workdesk.desk import find, frame
from kentongan.workdesk.visitors import person


class NoVoice(Unprocessable):
    code = "no_voice"
    sentence = _("Please choose the voice that is not of this case.")


@users(Act.JOIN)
@require_safe
def alike(request: HttpRequest, reference: str) -> HttpResponse:
    """Show beside a case the open ones that may be the same; with `hitung`, only how many."""
    at, user = timezone.now(), person(request)
    case = load_case(user, reference)
    others = Case.objects.reachable_by(user, Act.JOIN).exclude(pk=case.pk)
    found = neighbours(matter_of(case), others, least=LISTED)
    if "hitung" in request.GET:
        return JsonResponse({"found": len(found)})
    context = {
        **frame(request, find(request, at=at), at=at),
        **_names(case),
        "case": case,
        "found": [{**_names(near.case), **_speaks(near)} for near in found],
    }
    return render(request, "workdesk/alike.html", context)


def _names(case: Case) -> dict[str, Any]:
    return {
        "kind": shelf().types[case.service_type_id],
        "place": directory().jurisdictions[case.jurisdiction_id],
        "unit": directory().units[case.unit_id],
    }


def _speaks(near: Neighbour) -> dict[str, Any]:
    metres = None if near.metres is None else round(near.metres)
    return {"case": near.case, "metres": metres, "days": near.days, "per_cent": _share(near.score)}


def _share(score: float) -> int:
    return round(100 * score)


def _join(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    typed = form.get("into", "").replace("\0", "").strip().upper()
    into = Case.objects.filter(reference=typed).first() if typed else None
    if into is None:
        raise JoinedToNothing(field="into")
    return join(case, into, by=by, at=at)


def _split(case: Case, form: QueryDict, by: User, at: datetime) -> Case:
    reference = form.get("voice", "").replace("\0", "")
    filings = case.filings.select_related("service_request")
    filing = filings.filter(service_request__reference=reference).first()
    if filing is None:
        raise NoVoice(field="voice")
    split(filing.service_request, by=by, at=at)
    return case


VOICING: dict[str, Callable[[Case, QueryDict, User, datetime], Any]] = {
    "join": _join,
    "split": _split,
}
