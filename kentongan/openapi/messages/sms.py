"""Where an SMS gateway calls: with a message that came, and with what became of one we sent.

Kannel signs nothing. So the address holds a secret (`KENTONGAN_SMS_SECRET`), and whoever wishes
names the gateways (`KENTONGAN_SMS_GATEWAYS`). The answer is empty: our reply is a message.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kentongan.cities.wiring import setting
from kentongan.face.admitting import machines
from kentongan.intake.hearing import rebuff
from kentongan.intake.messages import Medium, Rebuff
from kentongan.intake.piecing import hear_part
from kentongan.intake.recurring import hear_once
from kentongan.mailroom.delivering import Word, note_delivery
from kentongan.mailroom.models import Channel
from kentongan.openapi.messages.bodies import Unusable, refused
from kentongan.openapi.messages.sms_reading import KEY, Fields, fields_of, read
from kentongan.toolbox.refusals import Forbidden, NotFound

WORDS = {"1": Word.DELIVERED, "2": Word.FAILED, "4": Word.SENT, "8": Word.SENT, "16": Word.FAILED}
"""Kannel's `%d`: delivered, not delivered, waiting, taken, refused by the network."""
NOT_DELIVERED = "the telephone network could not deliver it"


class NoSuchGateway(Forbidden):
    code = "no_such_gateway"
    sentence = _("This is not the key that was agreed upon with the gateway.")


@csrf_exempt
@machines
@require_http_methods(["GET", "POST"])
def message(request: HttpRequest) -> HttpResponse:
    """Keep a short message, or a part of one.

    :raises NotFound: where no secret was set
    :raises NoSuchGateway: without the secret, or from elsewhere
    """
    try:
        fields = _admitted(request)
    except Unusable as fault:
        return refused(Medium.SMS, fault)
    short = read(fields)
    if short.whole and short.heard.fault is None:
        hear_part(short.heard, short.whole, at=timezone.now())
    else:
        hear_once(short.heard, at=timezone.now())
    return HttpResponse(content_type="text/plain")


@csrf_exempt
@machines
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Note what became of a message of ours.

    :raises NotFound: where no secret was set
    :raises NoSuchGateway: without the secret, or from elsewhere
    """
    try:
        fields = _admitted(request)
    except Unusable as fault:
        return refused(Medium.SMS, fault)
    word = WORDS.get(fields.text("hasil"))
    if word:
        why = NOT_DELIVERED if word == Word.FAILED else ""
        note_delivery(Channel.SMS, fields.text("surat"), word, at=timezone.now(), why=why)
    return HttpResponse(content_type="text/plain")


def _admitted(request: HttpRequest) -> Fields:
    secret = setting("SMS_SECRET")
    if not secret:
        raise NotFound
    fields = fields_of(request)
    gateways = setting("SMS_GATEWAYS").replace(",", " ").split()
    knows = constant_time_compare(fields.text(KEY), secret)
    known = not gateways or request.META["REMOTE_ADDR"] in gateways
    if not (knows and known):
        rebuff(Medium.SMS, Rebuff.Why.SIGNATURE, at=timezone.now())
        raise NoSuchGateway
    return fields
