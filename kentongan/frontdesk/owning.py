"""A reporter's own data: seen at once, corrected at once, hidden at once, restricted and erased.

Whoever knows the tracking code is the reporter; no account stands between them and their rights.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kentongan.casework.guarding import restrict
from kentongan.casework.models import IdentityLook, What, Widening
from kentongan.casework.narrowing import narrow_own
from kentongan.casework.widening import ask_own
from kentongan.dialogue.moving import move
from kentongan.face.admitting import anyone
from kentongan.frontdesk.checking import Faults, read_person
from kentongan.frontdesk.covering import Contact, covered, uncovered
from kentongan.frontdesk.following import find_told, no_such_code
from kentongan.frontdesk.pages import page, secretly
from kentongan.intake.models import DataRequest, ServiceRequest
from kentongan.intake.wishing import wish
from kentongan.places.directory import directory
from kentongan.toolbox.codes import cleaned
from kentongan.toolbox.refusals import Conflict, Unprocessable

SAID = ("kontak", "sakelar", "keinginan")
SWITCHES = {"anonim": What.IDENTITY, "rahasia": What.CONTENT}
Kind = DataRequest.Kind


@anyone
@require_safe
def own_data(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is kept of a reporter, who looked at it, and what can be done about it."""
    told = find_told(cleaned(code))
    if told is None:
        return no_such_code(request, code)
    if code != told.spoken_code:
        return HttpResponseRedirect(f"/t/{told.spoken_code}/data")
    return _page(request, told)


@anyone
@csrf_exempt
@require_POST
def change_contact(request: HttpRequest, code: str) -> HttpResponse:
    """Keep other contact data, or none; it holds at once."""
    told = find_told(cleaned(code))
    if told is None:
        return no_such_code(request, code)
    typed = Contact(*(request.POST.get(each, "")[:1000] for each in Contact._fields))
    person, faults = read_person(uncovered(typed, told.reporter))
    if faults:
        return _page(request, told, faults)
    move(told, person, at=timezone.now())
    return _back(told, "kontak")


@anyone
@csrf_exempt
@require_POST
def turn_switch(request: HttpRequest, code: str) -> HttpResponse:
    """Hide who or what at once; to show it again somebody at work has to agree."""
    what = SWITCHES.get(request.POST.get("switch", ""))
    turn = ask_own if request.POST.get("to") == "shown" else narrow_own

    def act(told: ServiceRequest, at: datetime) -> None:
        if what is not None:
            turn(told, what, at=at)

    return _do(request, code, act, "sakelar")


@anyone
@csrf_exempt
@require_POST
def wish_for(request: HttpRequest, code: str) -> HttpResponse:
    """Take in a wish to correct, restrict or erase."""
    form = request.POST

    def act(told: ServiceRequest, at: datetime) -> None:
        if form.get("kind") == Kind.RESTRICT:
            restrict(told, at=at)
        elif form.get("kind") == Kind.ERASE:
            wish(told, Kind.ERASE, words_too=form.get("words_too") == "yes", at=at)
        else:
            wish(told, Kind.CORRECT, text=form.get("text", ""), at=at)

    return _do(request, code, act, "keinginan")


def _do(
    request: HttpRequest, code: str, act: Callable[[ServiceRequest, datetime], None], said: str
) -> HttpResponse:
    told = find_told(cleaned(code))
    if told is None:
        return no_such_code(request, code)
    try:
        act(told, timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _page(request, told, {refusal.field or "": str(refusal)})
    return _back(told, said)


def _back(told: ServiceRequest, said: str) -> HttpResponse:
    return HttpResponseRedirect(f"/t/{told.spoken_code}/data?{said}=1", status=303)


def _page(request: HttpRequest, told: ServiceRequest, faults: Faults | None = None) -> HttpResponse:
    asked = Widening.objects.filter(service_request=told, decided_at=None, by=None)
    context: dict[str, Any] = {
        "told": told,
        "contact": covered(told.reporter),
        "at": timezone.localtime(),
        "case": told.filing.case,
        "place": directory().jurisdictions[told.jurisdiction_id],
        "photos": list(told.photos.filter(erased_at=None)),
        "looks": _looks(told),
        "wishes": list(told.data_requests.order_by("-received_at", "-pk")),
        "waiting": {asked.what for asked in asked},
        "said": next((word for word in SAID if word in request.GET), ""),
        "faults": faults or {},
        "typed": request.POST,
    }
    return secretly(page(request, "own_data.html", context, status=422 if faults else 200))


def _looks(told: ServiceRequest) -> list[tuple[IdentityLook, Any]]:
    """Who looked, by unit and role: a unit answers for it, not a person."""
    units = directory().units
    return [(look, units[look.unit_id]) for look in told.identity_looks.order_by("-at")[:50]]
