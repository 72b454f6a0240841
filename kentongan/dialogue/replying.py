"""Replying: what the city writes back is a row with one entry; the mailroom sends it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import override

from kentongan.dialogue.models import Conversation, Reply
from kentongan.dialogue.phrases import PHRASES
from kentongan.intake.messages import InboundMessage
from kentongan.journal.recording import record

Line = tuple[str, dict[str, str]]


def say(
    thread: Conversation, message: InboundMessage | None, lines: Iterable[str], *, at: datetime
) -> Reply:
    """Write back within the caller's transaction."""
    text = "\n".join(line for line in lines if line)
    reply = Reply.objects.create(conversation=thread, message=message, at=at, text=text)
    about = ("conversation", thread.pk)
    record("dialogue.replied", about=about, by=None, at=at, row=reply.pk, channel=thread.channel)
    return reply


def phrase(thread: Conversation, key: str, **names: str) -> str:
    """Return a sentence in the thread's language."""
    with override(thread.language):
        return str(PHRASES[key]) % names
