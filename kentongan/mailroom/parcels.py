"""What is handed to an outbound channel, whichever it is, and the three ways it may say no.

A channel is one file with a class that has `deliver` and `close`; it knows how to carry a parcel
and nothing of cases, cities or the database.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parcel:
    """One letter, addressed and in its reader's language.

    `key` is the same with every try (an e-mail's Message-ID without its brackets, a provider's
    idempotency key), so that the receiving side can drop a repeat. `short` is the same in as few
    letters as a telephone shows; `blanks` fill a template that a provider has approved, which is
    not needed where `is_talk`: its reader wrote to us within a day. `answers` is what the provider
    calls the message that it answers.
    """

    key: str
    to: str
    subject: str
    text: str
    language: str
    written_at: datetime
    sender: str
    sender_name: str = ""
    reply_to: str = ""
    channel: str = "email"
    short: str = ""
    blanks: tuple[str, ...] = ()
    is_talk: bool = False
    answers: str = ""


class Undelivered(Exception):
    """It was not delivered; the text says why, for the operator."""


class Away(Undelivered):
    """The channel itself cannot be used now; surely nothing was sent, and no letter is to blame."""


class Postponed(Undelivered):
    """Not now, or perhaps it was: try this letter again later."""


class Unsure(Postponed):
    """It may have arrived: the line broke before we heard. It goes again under the same key."""


class Rejected(Undelivered):
    """This letter will never be taken; trying again is no use."""


class Kept(Undelivered):
    """It is not to go out at all, and was kept here: a drill."""


class Outbound(Protocol):
    """A way out of the house."""

    def deliver(self, parcel: Parcel) -> str:
        """Hand the parcel over and return the provider's own name for it, or "".

        :raises Away: if the channel cannot be used at all now
        :raises Postponed: if it may succeed later, or if nobody knows whether it did
        :raises Rejected: if it never will
        :raises Kept: if nothing may leave the house
        """

    def close(self) -> None:
        """Let go of connections; the next `deliver` makes them anew."""
