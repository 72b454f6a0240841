"""Moving: somebody gave up a number, and whoever has it next must not talk about their matter."""

from datetime import datetime

from django.db import transaction

from kentongan.dialogue.models import Conversation
from kentongan.dialogue.threading import sever
from kentongan.intake.addressing import address_on


def leave(channel: str, address: str, *, at: datetime) -> Conversation | None:
    """Cut off the open thread of an address that its owner gave up; None where there is none."""
    mine = Conversation.objects.filter(channel=channel, address=address_on(channel, address))
    with transaction.atomic():
        thread = mine.select_for_update().filter(ended_at=None).first()
        return sever(thread, at=at) if thread else None
