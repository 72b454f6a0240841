"""A report in three steps: what, where, who. Every step is one form that carries all before it.

Between where and who somebody may be asked whether it is what others have reported already.

Forged posts can do nothing here that their sender could not do himself: no account, no cookie,
no authority is attached to a report. So these forms carry no token that could expire and take
somebody's words with it (docs/decisions/0007).
"""

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from kentongan.face.admitting import anyone
from kentongan.frontdesk.checking import (
    Faults,
    check_address,
    check_what,
    gather,
    has_seen_questions,
    kind_of,
    read_person,
)
from kentongan.frontdesk.drafting import Draft
from kentongan.frontdesk.knowing import known
from kentongan.frontdesk.placing import spot
from kentongan.frontdesk.retrying import try_again
from kentongan.frontdesk.seeing import leave
from kentongan.frontdesk.sending import send
from kentongan.frontdesk.stepping import show
from kentongan.frontdesk.uploading import take_photos

STEPS = ("what", "where", "known", "who")


@anyone
@gzip_page  # no secret beside what its own reader sent, and padded against guessing
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the first step, or take in one and show the next."""
    if request.method != "POST":
        return show(request, "what", Draft.fresh(request.GET.get("jenis", "")))
    try:
        draft, faults = take_photos(request, Draft.read(request.POST))
    except (SuspiciousOperation, MultiPartParserError):
        too_much = {
            "": _("This was too much at once, or arrived damaged. Please go back and send less.")
        }
        return show(request, "what", Draft.fresh(), too_much)
    try:
        return _advance(request, draft, faults)
    except (OperationalError, InterfaceError):
        connection.close()
        return try_again(request, draft)


def _advance(request: HttpRequest, draft: Draft, faults: Faults) -> HttpResponse:
    step = request.POST.get("step", "")
    step = step if step in STEPS else "what"
    go = request.POST.get("go", "")
    if faults:
        return show(request, "what", draft, faults)
    if "drop" in request.POST:
        return show(request, "what", draft)
    if go in {"what", "where"}:
        return show(request, go, draft)
    if step == "what":
        return _after_what(request, draft)
    if step == "known" or go == "known":
        return _after_known(request, draft)
    if step == "where" or go == "who":
        return _after_where(request, draft, searching=go == "find")
    return _send(request, draft, anonymous=go == "anonymous")


def _after_what(request: HttpRequest, draft: Draft) -> HttpResponse:
    faults = check_what(draft)
    kind = kind_of(draft)
    if faults:
        return show(request, "what", draft, faults)
    if kind is None:
        # The first time this is no fault: only now can suggestions be shown.
        offered = "offered" in request.POST
        missing = {"kind": _("Please choose what it is about.")} if offered else {}
        return show(request, "what", draft, missing, choosing=True)
    if not has_seen_questions(draft, kind):
        return show(request, "what", draft, asking=True)  # no fault: nobody has seen them yet
    return show(request, "where", draft)


def _after_where(request: HttpRequest, draft: Draft, *, searching: bool) -> HttpResponse:
    if searching:
        return show(request, "where", draft)
    faults = gather((lambda: spot(draft), lambda: check_address(draft)))
    if not faults and not draft.same and known(draft, at=timezone.now()):
        return show(request, "known", draft)
    return show(request, "where" if faults else "who", draft, faults)


def _after_known(request: HttpRequest, draft: Draft) -> HttpResponse:
    faults = gather((lambda: spot(draft),))
    if faults:
        return show(request, "where", draft, faults)
    seen = request.POST.get("seen", "")
    if address := leave(draft, seen, at=timezone.now()):
        return _see_other(address)
    is_asked = seen or not draft.same or request.POST.get("go") == "known"
    return show(request, "known" if is_asked else "who", draft)


def _send(request: HttpRequest, draft: Draft, *, anonymous: bool) -> HttpResponse:
    faults = check_what(draft)
    if kind_of(draft) is None:
        faults.setdefault("kind", _("Please choose what it is about."))
    if faults:
        return show(request, "what", draft, faults, choosing=True)
    faults = gather((lambda: spot(draft), lambda: check_address(draft)))
    if faults:
        return show(request, "where", draft, faults)
    if not anonymous and (faults := read_person(draft).faults):
        return show(request, "who", draft, faults)
    return _sent(request, draft, anonymous=anonymous)


def _sent(request: HttpRequest, draft: Draft, *, anonymous: bool) -> HttpResponse:
    outcome = send(draft, language=request.LANGUAGE_CODE, anonymous=anonymous)
    if isinstance(outcome, dict):
        return show(request, _step_of(outcome), draft, outcome)
    return _see_other(f"/t/{outcome.spoken_code}/?baru=1")


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def _step_of(faults: Faults) -> str:
    names = set(faults)
    if names & {"lat", "lon", "place", "kelurahan", "address"}:
        return "where"
    return "who" if names & {"name", "phone", "email", ""} else "what"
