"""Who reads a letter, and why perhaps nobody may be written to any more."""

from kentongan.casework.models import Invitation
from kentongan.intake.models import Reporter
from kentongan.mailroom.models import Letter
from kentongan.people.models import User


class NoAddress(LookupError):
    """Nobody is there to write to: the reporter was erased, or took the address back."""


class Stopped(LookupError):
    """They wrote STOP, and there is no other way to them."""


class Dead(LookupError):
    """Letters to every address of theirs came back."""


class Restricted(LookupError):
    """The reporter wishes that nobody uses the address."""


class Revoked(LookupError):
    """What the letter brings no longer holds."""


class Unwanted(LookupError):
    """Somebody at work wishes no letters."""


class Hidden(LookupError):
    """What it is about is not its reader's to see, or not any more."""


class Overtaken(LookupError):
    """The work has gone on, and there is nothing left to say."""


def reader_of(letter: Letter) -> Reporter | Invitation | User | None:
    """Return who is written to.

    :raises Restricted: if a reporter wishes to hear nothing
    :raises Revoked: if a party is no longer asked
    """
    if letter.user:
        return letter.user if letter.user.is_active else None
    matter = letter.matter
    told = matter.service_request if matter else letter.service_request
    if told and told.restricted_at:
        raise Restricted(letter.pk)
    if matter:  # erased with the city, they are erased here before a clock comes by
        return None if told and told.reporter is None else matter.reporter
    if letter.invitation is None:
        return told.reporter if told else None
    if letter.invitation.revoked_at:
        raise Revoked(letter.pk)
    return letter.invitation
