"""Where WhatsApp's Cloud API calls (https://developers.facebook.com/docs/graph-api/webhooks).

Every call is signed over its bytes with the app's secret. Messages are kept and answered at once;
what becomes of our own letters is noted. Nothing else is done here.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kentongan.cities.wiring import setting
from kentongan.dialogue.moving import leave
from kentongan.face.admitting import machines
from kentongan.intake.hearing import Heard, hear, rebuff
from kentongan.intake.messages import Medium, Rebuff
from kentongan.mailroom.delivering import note_delivery
from kentongan.mailroom.whatsapp import Account
from kentongan.openapi.messages.bodies import (
    Unusable,
    WrongSignature,
    body_of,
    check_hmac,
    parsed,
    refused,
)
from kentongan.openapi.messages.whatsapp_reading import Call, read
from kentongan.toolbox.refusals import NotFound

CHANNEL = Medium.WHATSAPP


@csrf_exempt
@machines
@require_http_methods(["GET", "POST"])
def whatsapp(request: HttpRequest) -> HttpResponse:
    """Prove that the address is ours (GET), or take what the provider brings (POST).

    :raises NotFound: where no secret was set
    :raises WrongSignature: if the provider has not signed it
    """
    address = setting("WHATSAPP")
    account = Account.parse(address) if address else None
    if account is None or not account.secret:
        raise NotFound
    if request.method == "GET":
        return _proven(request, account)
    try:
        raw = body_of(request)
        signature = request.headers.get("X-Hub-Signature-256", "")
        check_hmac(raw, account.secret, signature, channel=CHANNEL)
        call = read(parsed(raw), raw, number=account.number)
    except Unusable as fault:
        return refused(CHANNEL, fault)
    _keep(call)
    return HttpResponse(content_type="text/plain")


def _proven(request: HttpRequest, account: Account) -> HttpResponse:
    """Repeat the challenge to whoever knows the word that was agreed upon."""
    said = request.GET.get("hub.verify_token", "")
    is_asked = request.GET.get("hub.mode") == "subscribe"
    if not (account.verify and is_asked and constant_time_compare(account.verify, said)):
        rebuff(CHANNEL, Rebuff.Why.SIGNATURE, at=timezone.now())
        raise WrongSignature
    return HttpResponse(request.GET.get("hub.challenge", "")[:200], content_type="text/plain")


def _keep(call: Call) -> None:
    at = timezone.now()
    once: dict[str, Heard] = {}
    for heard in call.heard:
        once.setdefault(heard.channel_message_id, heard)
    for heard in once.values():
        hear(heard, at=at)
    for number in call.left:
        leave(CHANNEL, number, at=at)
    for fate in call.fates:
        note_delivery(
            CHANNEL,
            fate.name,
            fate.word,
            at=min(fate.at or at, at),
            why=fate.why,
            is_for_good=fate.is_for_good,
        )
    if call.strange:
        rebuff(CHANNEL, Rebuff.Why.BODY, at=at)
