"""Where exchanges call that sign in their own way: Twilio's webhooks, 3CX's template."""

from collections.abc import Callable
from hmac import compare_digest

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kentongan.calls.adapters import threecx, twilio
from kentongan.calls.connecting import secret_of
from kentongan.calls.looking_up import look_up
from kentongan.calls.reporting import report
from kentongan.calls.telling import tell
from kentongan.calls.touching import touch
from kentongan.face.admitting import machines
from kentongan.openapi.calls.answering import Said, Unsigned, answered, turn_away
from kentongan.openapi.calls.lookup import described

NO_INSTRUCTIONS = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


@csrf_exempt
@machines
@require_POST
def twilio_told(request: HttpRequest, pbx: str) -> HttpResponse:
    """Take in a webhook of Twilio's; the exchange's secret is the account's token."""
    given = request.headers.get("X-Twilio-Signature", "")
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    secret = secret_of(pbx)
    if not secret or not twilio.is_signed(secret, request.build_absolute_uri(), fields, given):
        return answered(_turn_away)
    at = timezone.now()
    touch(pbx, at=at)
    if told := twilio.translate(request.POST.dict(), at):
        tell(told, pbx=pbx, at=at)
    return HttpResponse(NO_INSTRUCTIONS, content_type="text/xml")


@machines
def threecx_lookup(request: HttpRequest, pbx: str) -> HttpResponse:
    """Tell 3CX who a number is: everybody of that number, by the name they gave."""

    def look() -> Said:
        found = described(look_up(request.GET.get("number", "")))
        contacts = [
            {
                "id": match["requests"][0]["reference"],
                "name": match["name"] or found["number"],
                "url": request.build_absolute_uri(f"/laporan/{match['requests'][0]['case']}/"),
            }
            for match in found["matches"]
        ]
        return Said({"contacts": contacts})

    return _threecx(request, pbx, look)


@csrf_exempt
@machines
@require_POST
def threecx_report(request: HttpRequest, pbx: str) -> HttpResponse:
    """Take in how a call went, as 3CX journals it."""

    def keep() -> Said:
        form = {name: str(value) for name, value in request.POST.items()}
        written = threecx.read_call(form, timezone.now())
        done = report(written, pbx=pbx, at=timezone.now())
        return Said({"call_id": written.call_id, "state": done.call.state})

    return _threecx(request, pbx, keep)


def _threecx(request: HttpRequest, pbx: str, act: Callable[[], Said]) -> HttpResponse:
    secret, given = secret_of(pbx), request.headers.get(threecx.TOKEN, "")
    if not secret or not compare_digest(threecx.token_of(secret).encode(), given.encode()):
        return answered(_turn_away)
    touch(pbx, at=timezone.now())
    return answered(act)


def _turn_away() -> Said:
    turn_away()
    raise Unsigned
