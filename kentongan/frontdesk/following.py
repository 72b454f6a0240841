"""Following one's own report: by its tracking code, without an account."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kentongan.casework.asking import reply
from kentongan.casework.models import Case, Disposition
from kentongan.casework.replying import reply_to
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import anyone
from kentongan.frontdesk.claimed import SATISFACTION, claimed
from kentongan.frontdesk.clocks import clocks
from kentongan.frontdesk.gate_words import referred
from kentongan.frontdesk.handed_in import NotTaken, hand_in
from kentongan.frontdesk.hearing import hear
from kentongan.frontdesk.objected import objected
from kentongan.frontdesk.pages import page, secretly
from kentongan.frontdesk.papering import lead
from kentongan.frontdesk.qr import qr
from kentongan.frontdesk.telling import reasons, tell
from kentongan.intake.models import ServiceRequest
from kentongan.intake.photographing import CleanPhoto
from kentongan.places.directory import directory
from kentongan.toolbox.codes import TRACKING_LENGTH, cleaned, spoken
from kentongan.toolbox.refusals import Conflict, Refusal

SAID = ("baru", "terjawab", "beres", "belum", "keberatan")
"""What the page thanks for, by the word in its address."""


@anyone
@require_safe
def enter_code(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead to its report."""
    typed = request.GET.get("kode", "").strip()
    if not typed:
        return page(request, "enter_code.html")
    code = cleaned(typed)
    if len(code) == TRACKING_LENGTH and find_told(code):
        return HttpResponseRedirect(f"/t/{spoken(code)}/")
    return lead(typed) or no_such_code(request, typed)  # many type the number of a paper form


@anyone
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Show how one's report stands, what comes next and by when."""
    service_request = find_told(cleaned(code))
    if service_request is None:
        return no_such_code(request, code)
    if code != service_request.spoken_code:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(f"/t/{service_request.spoken_code}/{query}")
    return tracking_page(request, service_request)


@anyone
@csrf_exempt
@require_POST
def answer_question(request: HttpRequest, code: str) -> HttpResponse:
    """Take in the reply to an open question; whoever knows the code is the reporter."""
    service_request = find_told(cleaned(code))
    if service_request is None:
        return no_such_code(request, code)
    words, at = request.POST.get("reply", ""), timezone.now()
    fault = hand_in(request, "balas", lambda photos: _reply(service_request, words, photos, at))
    if fault:
        return tracking_page(request, service_request, fault.refusal, handed=fault)
    response = HttpResponseRedirect(f"/t/{service_request.spoken_code}/?terjawab=1")
    response.status_code = 303
    return response


def _reply(told: ServiceRequest, words: str, photos: list[CleanPhoto], at: datetime) -> None:
    question = told.filing.case.inquirys.filter(replied_at=None).first() if photos else None
    if question:
        reply_to(question, told, words, photos, at=at)
    else:
        reply(told, words, at=at)


def find_told(code: str) -> ServiceRequest | None:
    """Return the request of a code, with its case."""
    requests = ServiceRequest.objects.select_related("filing__case").defer("filing__case__search")
    return requests.filter(code=code, filing__isnull=False).first()


def no_such_code(request: HttpRequest, typed: str) -> HttpResponse:
    """Say that no report has this code."""
    return page(request, "enter_code.html", {"typed": typed[:40], "unknown": True}, status=404)


def tracking_page(
    request: HttpRequest,
    service_request: ServiceRequest,
    refusal: Refusal | None = None,
    *,
    handed: NotTaken | None = None,
) -> HttpResponse:
    """Draw the reporter's page; after a refusal with its sentence beside what was typed."""
    at = timezone.localtime()
    address = request.build_absolute_uri(f"/t/{service_request.spoken_code}/")
    context: dict[str, Any] = {
        **_told_of(service_request, at),
        "at": at,
        "said": next((word for word in SAID if word in request.GET), ""),
        "qr": qr(address),
        "address": address,
        "fault": {refusal.field or "": str(refusal)} if refusal else {},
        "typed": request.POST,
        "replied": request.POST.get("reply", ""),
        "handed": handed,
    }
    status = 409 if isinstance(refusal, Conflict) else 422 if refusal else 200
    return secretly(page(request, "track.html", context, status=status))


def _told_of(service_request: ServiceRequest, at: datetime) -> dict[str, Any]:
    """What the reporter reads, whoever asks and however they came."""
    case = service_request.filing.case
    ended, heard = None if case.is_open else _end_of(case), hear(service_request)
    return {
        "told": service_request,
        "case": case,
        "kind": shelf().types[case.service_type_id],
        "place": directory().jurisdictions[case.jurisdiction_id],
        "unit": directory().units[case.unit_id],
        "events": tell(heard.events, service_request),
        "photos": list(service_request.photos.filter(erased_at=None)),
        "question": heard.question,
        "disposition": ended,
        "referred": referred(ended, heard.events),
        "objected": objected(ended, at=at),
        "claimed": claimed(service_request, case, heard.events, at=at),
        "satisfaction": SATISFACTION,
        "reasons": reasons(),
        "clocks": clocks(case),
    }


def _end_of(case: Case) -> Disposition | None:
    ends = case.dispositions.select_related("objection")
    last: Disposition | None = ends.order_by("-at", "-pk").first()
    return last
