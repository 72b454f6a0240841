"""Objecting to a refusal; whoever knows the code is the reporter."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kentongan.casework.objecting import object_to
from kentongan.face.admitting import anyone
from kentongan.frontdesk.following import find_told, no_such_code, tracking_page
from kentongan.frontdesk.handed_in import hand_in
from kentongan.toolbox.codes import cleaned


@anyone
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def object_page(request: HttpRequest, code: str) -> HttpResponse:
    """Take in an objection; whoever opens the address is led to the form."""
    told = find_told(cleaned(code))
    if told is None:
        return no_such_code(request, code)
    if request.method != "POST":
        return HttpResponseRedirect(f"/t/{told.spoken_code}/#keberatan")
    words, at = request.POST.get("text", ""), timezone.now()
    fault = hand_in(request, "keberatan", lambda photos: object_to(told, words, photos, at=at))
    if fault:
        return tracking_page(request, told, fault.refusal, handed=fault)
    response = HttpResponseRedirect(f"/t/{told.spoken_code}/?keberatan=1#keberatan")
    response.status_code = 303
    return response
