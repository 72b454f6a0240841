"""Following one's own report: by its tracking code, without an account."""

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from kentongan.casework.asking import reply
from kentongan.casework.history import history
from kentongan.casework.models import Case, Deadline
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import anyone
from kentongan.face.deriving import derive
from kentongan.frontdesk.pages import page
from kentongan.frontdesk.telling import reasons, tell
from kentongan.intake.models import ServiceRequest
from kentongan.places.directory import directory
from kentongan.toolbox.codes import TRACKING_LENGTH, cleaned, spoken
from kentongan.toolbox.refusals import Refusal, Unprocessable


@anyone
@require_safe
def enter_code(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead to its report."""
    typed = request.GET.get("kode", "").strip()
    if not typed:
        return page(request, "enter_code.html")
    code = cleaned(typed)
    if len(code) == TRACKING_LENGTH and _found(code):
        return HttpResponseRedirect(f"/t/{spoken(code)}/")
    return _no_such_code(request, typed)


@anyone
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Show how one's report stands, what comes next and by when."""
    service_request = _found(cleaned(code))
    if service_request is None:
        return _no_such_code(request, code)
    if code != service_request.spoken_code:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(f"/t/{service_request.spoken_code}/{query}")
    return _tracking_page(request, service_request)


@anyone
@csrf_exempt
@require_POST
def answer_question(request: HttpRequest, code: str) -> HttpResponse:
    """Take in the reply to an open question; whoever knows the code is the reporter."""
    service_request = _found(cleaned(code))
    if service_request is None:
        return _no_such_code(request, code)
    words = request.POST.get("reply", "")
    try:
        reply(service_request, words, at=timezone.now())
    except Unprocessable as refusal:
        return _tracking_page(request, service_request, refusal, words)
    response = HttpResponseRedirect(f"/t/{service_request.spoken_code}/?terjawab=1")
    response.status_code = 303
    return response


def _found(code: str) -> ServiceRequest | None:
    requests = ServiceRequest.objects.select_related("filing__case").defer("filing__case__search")
    return requests.filter(code=code, filing__isnull=False).first()


def _no_such_code(request: HttpRequest, typed: str) -> HttpResponse:
    return page(request, "enter_code.html", {"typed": typed[:40], "unknown": True}, status=404)


def _tracking_page(
    request: HttpRequest,
    service_request: ServiceRequest,
    refusal: Refusal | None = None,
    replied: str = "",
) -> HttpResponse:
    address = request.build_absolute_uri(f"/t/{service_request.spoken_code}/")
    context: dict[str, Any] = {
        **_told_of(service_request),
        "at": timezone.localtime(),
        "is_new": "baru" in request.GET,
        "is_answered": "terjawab" in request.GET,
        "qr": qr(address),
        "address": address,
        "refusal": str(refusal) if refusal else "",
        "replied": replied,
    }
    return _secretly(page(request, "track.html", context, status=422 if refusal else 200))


def _told_of(service_request: ServiceRequest) -> dict[str, Any]:
    """What the reporter reads, whoever asks and however they came."""
    case = service_request.filing.case
    return {
        "told": service_request,
        "case": case,
        "kind": shelf().types[case.service_type_id],
        "place": directory().jurisdictions[case.jurisdiction_id],
        "unit": directory().units[case.unit_id],
        "events": tell(history(case), service_request),
        "photos": list(service_request.photos.all()),
        "question": case.inquirys.filter(replied_at=None).first(),
        "disposition": None if case.is_open else case.dispositions.order_by("-at").first(),
        "reasons": reasons(),
        "derivation": _derivation(case),
    }


def _secretly(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is a secret out of caches, search engines and referrers."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _derivation(case: Case) -> list[str]:
    promises = Deadline.objects.filter(case=case, binds="act", replaced_at=None)
    promise = promises.select_related("rule").order_by("-pk").first()
    if promise is None:
        return []
    return derive(
        promise.derivation, promise.due_at, began=promise.set_at, source=promise.rule.source
    )


def qr(address: str) -> Markup:
    """Return an address as a QR code, an SVG in the text's colour."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(scale=4, border=2, omitsize=True, dark="#000", light="#fff")
    label = _("QR code of this page's address")
    frame = Markup('<div class="qr" role="img" aria-label="{}">{}</div>')
    return frame.format(label, Markup(drawing))  # noqa: S704 - segno's own SVG holds no words
