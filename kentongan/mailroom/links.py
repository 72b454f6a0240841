"""Addresses by which somebody answers without signing in: signed, good for one thing, until a day.

The words before the signature name purpose, row, party and end. They hold no secret; nobody can
make or change one without the city's key, and one city's means nothing in another.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.core.signing import BadSignature, Signer

from kentongan.toolbox.schemas import current

REPLY_FOR = timedelta(days=30)
"""How long a question may be answered by the link in its letter; then by the tracking code."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Purpose(StrEnum):
    """What a link lets somebody do."""

    REPLY = "r"
    """Answer a question: the row is the inquiry, the party the service request."""
    PARTY = "p"
    """Answer as an invited party: the row is the invitation, the party its case."""


class Forged(ValueError):
    """It was not made by us, for this city, or not whole."""


class Expired(ValueError):
    """It was ours, and its time has passed."""


@dataclass(frozen=True, slots=True)
class Link:
    """Who may do what by it, and until when, to the minute."""

    purpose: Purpose
    row: int
    party: int
    until: datetime

    def sign(self) -> str:
        """Return the token, the same for the same link; short, for it must fit a telephone."""
        minutes = (self.until - _EPOCH) // _MINUTE
        numbers = map(_written, (self.row, self.party, minutes))
        return _signer().sign("-".join((self.purpose, *numbers)))


def read(token: str, *, at: datetime) -> Link:
    """Return what a token says.

    :raises Forged: if it is not one of this city's
    :raises Expired: if its time has passed
    """
    try:
        purpose, *numbers = _signer().unsign(token[:200]).split("-")
        row, party, minutes = (int(number, 36) for number in numbers)
        link = Link(Purpose(purpose), row, party, _EPOCH + minutes * _MINUTE)
    except (BadSignature, ValueError) as fault:
        raise Forged from fault
    if at >= link.until:
        raise Expired
    return link


def _signer() -> Signer:
    return Signer(sep=".", salt=f"reply:{current().schema_name}")


def _written(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
