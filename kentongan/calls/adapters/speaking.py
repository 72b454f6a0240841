"""What an adapter is: a wire to open, words to translate, commands to pass on."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple, Protocol

from kentongan.calls.events import LONGEST, Kind, Told
from kentongan.calls.models import Command

LONGEST_INSIDE = 6
"""Digits of an extension; whoever has more rings from outside."""
IMPOSSIBLE = "this exchange knows no such command"


class Concluded(NamedTuple):
    """What became of a command; an empty error says that it was done."""

    idempotency_key: str
    error: str = ""


class Hung(ConnectionError):
    """The other end has hung up, or does not let us in."""


class Adapter(Protocol):
    """One kind of exchange, with a wire of its own."""

    def open(self) -> None:
        """Connect and sign in.

        :raises OSError: if that fails
        """

    def hear(self, *, at: datetime) -> Iterator[Told | Concluded]:
        """Yield what came within a short while; `at` stands where the exchange tells no moment.

        :raises OSError: when the wire is broken
        """

    def obey(self, command: Command) -> Concluded | None:
        """Pass a command on; None if the end of it will be heard.

        :raises OSError: when the wire is broken
        """

    def close(self) -> None:
        """Hang up; never fails."""


def event(
    kind: Kind,
    call_id: str,
    at: datetime,
    *name: object,
    said: Mapping[str, str],
    sequence: int = 0,
) -> Told:
    """Return an event; `name` is what tells it apart from every other of the exchange."""
    event_id = ":".join(str(part) for part in (kind, call_id, *name))
    if len(event_id) > LONGEST["event_id"]:
        event_id = sha256(event_id.encode()).hexdigest()
    words = {key: _printable(text)[: LONGEST[key]] for key, text in said.items() if key in LONGEST}
    direction = said.get("direction", "")
    return Told(event_id, kind, at, call_id, direction=direction, sequence=sequence, **words)


def of_epoch(seconds: str, otherwise: datetime, *, scale: int = 1) -> datetime:
    """Return a moment told as a number since 1970, in parts of a second."""
    try:
        return datetime.fromtimestamp(float(seconds) / scale, UTC)
    except (ValueError, OverflowError, OSError):
        return otherwise


def extension_of(device: str) -> str:
    """Return `201` for `PJSIP/201-0000002a`, `sip:201@host`, `user/201`, `Local/201@queue-1`."""
    bare = device.rpartition("/")[2] if "/" in device else device
    bare = bare.removeprefix("sip:").removeprefix("client:")
    return bare.partition("@")[0].partition("-")[0].partition(";")[0]


def ends(number: str, dialled: str) -> dict[str, str]:
    """Return who rang whom: whoever has only an extension is one of ours, and rings out."""
    if number.isdecimal() and len(number) <= LONGEST_INSIDE:
        return {"direction": "out", "number": dialled}
    shown = "" if number.startswith("<") else number  # Asterisk says <unknown>
    return {"direction": "in", "number": shown, "dialled": dialled}


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable()).strip()
