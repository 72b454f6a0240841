"""Where a phone hands in a whole report at once, made while it had no signal. JSON both ways.

The phone sends again until it has read an answer, so the same report may come many times: its
`Idempotency-Key` is drawn when it is finished, and whoever shows it again gets the same code.
"""

import re
from dataclasses import replace

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kentongan.face.admitting import anyone
from kentongan.frontdesk.checking import Faults, check_address, check_what, gather, read_person
from kentongan.frontdesk.drafting import Draft
from kentongan.frontdesk.pages import secretly
from kentongan.frontdesk.placing import spot
from kentongan.frontdesk.sending import send
from kentongan.frontdesk.uploading import take_photos
from kentongan.intake.models import ServiceRequest
from kentongan.sorting.suggesting import suggest

_KEY = re.compile(r"[0-9a-f]{32}")


@anyone
@csrf_exempt
@require_POST
def deliver(request: HttpRequest) -> HttpResponse:
    """Keep a report (201), or say which code it has since it came before (200), or why not (422).

    A key in the header stands for the report, whatever is in it. Without one the form's own key
    does, together with what is said, as in the steps of the ordinary form. A type that nobody
    chose, or that the phone only guessed (`guessed`), is looked for again by the words.
    """
    try:
        draft = Draft.read(request.POST)
    except (SuspiciousOperation, MultiPartParserError):
        return _refused(
            {"": _("This was too much at once, or arrived damaged. Please go back and send less.")}
        )
    key = request.headers.get("Idempotency-Key", "").replace("-", "").lower()
    if _KEY.fullmatch(key):
        draft = replace(draft, is_key_alone=True, key=key)
        if earlier := _earlier(draft):
            return _received(earlier, 200)
    draft, faults = take_photos(request, draft)
    if earlier := _earlier(draft):
        return _received(earlier, 200)
    return _keep(request, draft, faults)


def _keep(request: HttpRequest, draft: Draft, faults: Faults) -> HttpResponse:
    anonymous = request.POST.get("go") == "anonymous"
    is_guessed = not draft.kind or request.POST.get("guessed") == draft.kind
    if is_guessed:
        likely = suggest(draft.words, 1)
        draft = replace(draft, kind=likely[0].code if likely else draft.kind, asked="")
    faults |= _faults(draft, anonymous=anonymous)
    if faults:
        return _refused(faults)
    outcome = send(draft, language=_language(request), anonymous=anonymous, is_unasked=is_guessed)
    return _refused(outcome) if isinstance(outcome, dict) else _received(outcome, 201)


def _faults(draft: Draft, *, anonymous: bool) -> Faults:
    faults = check_what(draft)
    if not draft.kind:
        faults.setdefault("kind", _("Please choose what it is about."))
    faults |= gather((lambda: spot(draft), lambda: check_address(draft)))
    return faults if anonymous else faults | read_person(draft).faults


def _earlier(draft: Draft) -> ServiceRequest | None:
    """What was kept of the same report: it stays so, whatever has changed in the city since."""
    return ServiceRequest.objects.filter(idempotency_key=draft.idempotency_key).first()


def _received(told: ServiceRequest, status: int) -> HttpResponse:
    code = {"code": told.spoken_code, "address": f"/t/{told.spoken_code}/"}
    return secretly(JsonResponse(code, status=status))


def _refused(faults: Faults) -> HttpResponse:
    return secretly(JsonResponse({"faults": faults}, status=422))


def _language(request: HttpRequest) -> str:
    language: str = request.LANGUAGE_CODE
    return language
