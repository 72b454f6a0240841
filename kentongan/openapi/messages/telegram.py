"""Where Telegram calls with what people wrote to the city's bot
(https://core.telegram.org/bots/api#setwebhook).

Every call bears the secret that was agreed upon. A message is kept and answered at once.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kentongan.cities.wiring import setting
from kentongan.face.admitting import machines
from kentongan.intake.hearing import hear
from kentongan.intake.messages import Medium
from kentongan.mailroom.telegram import Bot
from kentongan.openapi.messages.bodies import Unusable, body_of, check_secret, parsed, refused
from kentongan.openapi.messages.telegram_reading import read
from kentongan.toolbox.refusals import NotFound

CHANNEL = Medium.TELEGRAM


@csrf_exempt
@machines
@require_POST
def telegram(request: HttpRequest) -> HttpResponse:
    """Keep what somebody wrote to the bot.

    :raises NotFound: where no secret was set
    :raises WrongSignature: without the secret
    """
    address = setting("TELEGRAM")
    bot = Bot.parse(address) if address else None
    if bot is None or not bot.secret:
        raise NotFound
    said = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
    check_secret(bot.secret, said, channel=CHANNEL)
    try:
        raw = body_of(request)
        heard = read(parsed(raw), raw)
    except Unusable as fault:
        return refused(CHANNEL, fault)
    if heard:
        hear(heard, at=timezone.now())
    return HttpResponse(content_type="text/plain")
