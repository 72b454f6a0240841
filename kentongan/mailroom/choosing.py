"""Choosing the channel: the one somebody came by first, then e-mail, then their telephone."""

from typing import Protocol

from kentongan.mailroom.models import Channel, Style


class Reachable(Protocol):
    """Somebody with an address, or none."""

    email: str
    phone: str


PHONES = frozenset({Channel.SMS, Channel.WHATSAPP})


def choose(somebody: Reachable | None, style: Style, *, came_by: str = "") -> Channel | None:
    """Return the channel to write on; None where nobody can be reached."""
    if somebody is None:
        return None
    if came_by in PHONES and somebody.phone:
        return Channel(came_by)
    if somebody.email:
        return Channel.EMAIL
    return Channel(style.phone) if somebody.phone else None


def address_of(somebody: Reachable | None, channel: str) -> str:
    """Return the address on that channel, or ""."""
    if somebody is None:
        return ""
    return somebody.phone if channel in PHONES else somebody.email
