"""The doors people come through, as the desk calls them."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.casework.history_words import ANOTHER

CHANNELS: Mapping[str, str | Promise] = {
    "web": gettext_lazy("through the web page"),
    "open311": gettext_lazy("through Open311"),
    "phone": gettext_lazy("by telephone"),
    "sms": gettext_lazy("by SMS"),
    "whatsapp": gettext_lazy("by WhatsApp"),
    "telegram": gettext_lazy("by Telegram"),
    "email": gettext_lazy("by e-mail"),
    "counter": gettext_lazy("at the counter"),
    "paper": gettext_lazy("on paper"),
    "neighbour": gettext_lazy("with the help of the neighbourhood head"),
    "public_room": gettext_lazy("at a council group's door"),
    "lapor": gettext_lazy("from SP4N-LAPOR"),
}


def said_more(detail: str) -> str:
    """Return the title of words added, from `channel:request` or `channel:another:request`."""
    channel = CHANNELS.get(detail.partition(":")[0], "")
    if ANOTHER in detail:
        told = _("Somebody else who knows the code said more, %(channel)s")
        return told % {"channel": channel}
    return _("The reporter said more, %(channel)s") % {"channel": channel}


def sighted(event: Any, telling: Any) -> str:
    """Return the title of what a head of RT or RW saw, from `true:neighbourhood`."""
    if event.detail.startswith("true"):
        return _("The head of the RT or RW has looked: it is so")
    return _("The head of the RT or RW has looked: it is not there")
