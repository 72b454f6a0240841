"""Saying whether what was claimed as done is done; whoever knows the code is the reporter."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kentongan.casework.confirming import vouch
from kentongan.casework.disputing import dispute
from kentongan.face.admitting import anyone
from kentongan.frontdesk.claimed import read_satisfaction
from kentongan.frontdesk.following import find_told, no_such_code, tracking_page
from kentongan.frontdesk.handed_in import hand_in
from kentongan.intake.models import ServiceRequest
from kentongan.toolbox.codes import cleaned
from kentongan.toolbox.refusals import Conflict, Unprocessable


@anyone
@csrf_exempt
@require_POST
def say_fixed(request: HttpRequest, code: str) -> HttpResponse:
    """It is fixed: one tap, and if they like a number from 1 to 5 and some words."""
    told = find_told(cleaned(code))
    if told is None:
        return no_such_code(request, code)
    satisfaction, words = read_satisfaction(request.POST), request.POST.get("text", "")
    try:
        vouch(told, words, at=timezone.now(), satisfaction=satisfaction)
    except (Unprocessable, Conflict) as refusal:
        return tracking_page(request, told, refusal)
    return _back(told, "beres")


@anyone
@csrf_exempt
@require_POST
def say_not_fixed(request: HttpRequest, code: str) -> HttpResponse:
    """It is not fixed, and why; pictures may show it."""
    told = find_told(cleaned(code))
    if told is None:
        return no_such_code(request, code)
    words, at = request.POST.get("reason", ""), timezone.now()
    fault = hand_in(request, "belum", lambda photos: dispute(told, words, photos, at=at))
    if fault:
        return tracking_page(request, told, fault.refusal, handed=fault)
    return _back(told, "belum")


def _back(told: ServiceRequest, said: str) -> HttpResponse:
    response = HttpResponseRedirect(f"/t/{told.spoken_code}/?{said}=1")
    response.status_code = 303
    return response
