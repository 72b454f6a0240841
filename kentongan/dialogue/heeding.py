"""What is at hand while one message is worked: the message, its thread, what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kentongan.dialogue.models import Conversation
from kentongan.dialogue.picturing import Pictures
from kentongan.intake.messages import InboundMessage, WhyAside
from kentongan.intake.models import ServiceRequest

Answered = Callable[[InboundMessage], ServiceRequest | None]
"""Finds the matter of the letter that a message answers: letters are known upstairs."""


@dataclass
class Heed:
    """One message with its thread, which is locked; `because` puts it on the desk's list.

    `answered` is the matter of the letter that it answers, from where that letter went.
    """

    message: InboundMessage
    thread: Conversation
    pictures: Pictures = field(default_factory=Pictures)
    answered: ServiceRequest | None = None
    notes: list[str] = field(default_factory=list)
    because: WhyAside | None = None
    is_silent: bool = False
