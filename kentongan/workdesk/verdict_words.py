"""Whose word it was that something is repaired, or is not: by which door, and with whose help."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.casework.history import Event
from kentongan.workdesk.doors import CHANNELS

WAYS: dict[str, str | Promise] = {
    "reporter": gettext_lazy("by a reporter"),
    "head": gettext_lazy("by the neighbourhood head"),
    "rt_rw": gettext_lazy("by the head of the RT or RW"),
    "audit": gettext_lazy("by an audit"),
}
HELPED = {"case.confirmed", "case.disputed", "case.objected", "case.words_added"}
"""What a reporter says, also where somebody took it down for them."""
LOOKED = ("head:", "rt_rw:", "audit:")


def note(event: Event, who: str) -> str:
    """Return who did it, or with whose help a reporter said it."""
    if not who:
        return ""
    is_helped = event.kind in HELPED and not event.detail.startswith(LOOKED)
    return (_("with the help of %(name)s") if is_helped else _("by %(name)s")) % {"name": who}


def _confirmed(event: Event, telling: Any) -> str:
    return _("Confirmed %(way)s") % {"way": _way(event)}


def _disputed(event: Event, telling: Any) -> str:
    return _("Disputed %(way)s") % {"way": _way(event)}


def _way(event: Event) -> str:
    """Whose word it was, and by which door, from `way:channel:request`."""
    way, _colon, rest = event.detail.partition(":")
    told = (WAYS.get(way, ""), CHANNELS.get(rest.partition(":")[0], ""))
    return ", ".join(str(part) for part in told if part)


VERDICTS: dict[str, Callable[[Event, Any], str]] = {
    "case.confirmed": _confirmed,
    "case.disputed": _disputed,
}
