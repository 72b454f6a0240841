"""Who reads a letter, and why perhaps nobody may be written to any more."""

from kentongan.casework.models import Invitation
from kentongan.intake.models import Reporter
from kentongan.mailroom.models import Letter


class NoAddress(LookupError):
    """Nobody is there to write to: the reporter was erased, or took the address back."""


class Restricted(LookupError):
    """The reporter wishes that nobody uses the address."""


class Revoked(LookupError):
    """What the letter brings no longer holds."""


def reader_of(letter: Letter) -> Reporter | Invitation | None:
    """Return who is written to.

    :raises Restricted: if a reporter wishes to hear nothing
    :raises Revoked: if a party is no longer asked
    """
    told = letter.service_request
    if told and told.restricted_at:
        raise Restricted(letter.pk)
    if letter.invitation is None:
        return told.reporter if told else None
    if letter.invitation.revoked_at:
        raise Revoked(letter.pk)
    return letter.invitation
