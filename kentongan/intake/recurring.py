"""The same words again: a telephone network that missed a yes delivers a message a second time.

The gateway gives it another id then, so the words themselves must tell. Short ones ("ya", "1") are
said twice in earnest; nobody types a long one twice within minutes.
"""

from datetime import datetime, timedelta

from django.db import transaction

from kentongan.intake.addressing import address_on
from kentongan.intake.hearing import Heard, hear, in_turn
from kentongan.intake.messages import InboundMessage
from kentongan.toolbox.words import tidy

SOON = timedelta(minutes=15)
LONG = 40
"""Characters from which on the same words are the same message."""


@transaction.atomic
def hear_once(message: Heard, *, at: datetime) -> InboundMessage:
    """Hear a message, unless the same sender's same long words have just been heard."""
    words = tidy(message.text, longest=len(message.text))
    if len(words) >= LONG:
        sender = address_on(message.channel, message.sender)
        # Both may come at the same moment, by two processes: the second sees the first one's row.
        in_turn(message.channel, sender)
        lately = InboundMessage.objects.filter(
            channel=message.channel,
            sender=sender,
            received_at__gt=at - SOON,
            received_at__lt=at + SOON,
            text=words,
        )
        before = lately.order_by("pk").first()
        if before:
            before.is_repeat = True
            return before
    return hear(message, at=at)
