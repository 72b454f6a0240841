"""Choosing the way to somebody: the conversation they lead with us, the channel they came by, then
e-mail, then a messenger or their telephone."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from kentongan.dialogue.models import Conversation
from kentongan.intake.models import Channel as Door
from kentongan.mailroom.models import Channel, Style


class Reachable(Protocol):
    """Somebody with an address, or none."""

    email: str
    phone: str


class Way(NamedTuple):
    """A channel, and the address on it."""

    channel: Channel
    address: str


PHONES = frozenset({Channel.SMS, Channel.WHATSAPP})
SPOKEN = frozenset({Door.PHONE, Door.COUNTER})
"""Doors of people who rather speak: their number goes before a mailbox."""
MET = SPOKEN | {Door.PAPER, Door.NEIGHBOUR, Door.PUBLIC_ROOM}
"""Doors at which somebody was met, and may be told by voice where nobody can write to them."""


def ways(
    somebody: Reachable | None,
    style: Style,
    *,
    came_by: str = "",
    talk: Conversation | None = None,
) -> Iterator[Way]:
    """Yield every way to somebody, the best one first.

    :param came_by: the door of their report
    :param talk: the conversation about it that stands open
    """
    if somebody is None:
        return
    if talk is not None:
        yield Way(Channel(talk.channel), talk.address)
    phone = Channel(style.phone)
    own = phone if came_by in SPOKEN else came_by
    for channel in dict.fromkeys((own, Channel.EMAIL, Channel.TELEGRAM, phone)):
        address = address_of(somebody, channel)
        if address:
            yield Way(Channel(channel), address)


def choose(
    somebody: Reachable | None,
    style: Style,
    *,
    came_by: str = "",
    talk: Conversation | None = None,
) -> Channel | None:
    """Return the channel to write on; None where nobody can be reached."""
    best = next(ways(somebody, style, came_by=came_by, talk=talk), None)
    return best.channel if best else None


def address_of(somebody: Reachable | None, channel: str) -> str:
    """Return the address on that channel, or ""."""
    if somebody is None:
        return ""
    if channel in PHONES:
        return somebody.phone
    if channel == Channel.TELEGRAM:
        return getattr(somebody, "telegram", "")  # a party or a user has none
    return somebody.email if channel == Channel.EMAIL else ""
