"""Replying: what the city writes back is a row with one entry; the mailroom sends it."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import override

from kentongan.dialogue.manners import MANNERS
from kentongan.dialogue.models import Conversation, Reply
from kentongan.dialogue.phrases import PHRASES
from kentongan.intake.messages import InboundMessage, Medium
from kentongan.journal.recording import record

Line = tuple[str, dict[str, str]]
_CHOICE = re.compile(r"\d\. ")


def say(
    thread: Conversation, message: InboundMessage | None, lines: Iterable[str], *, at: datetime
) -> Reply:
    """Write back within the caller's transaction."""
    text = _set(thread.channel, [line for line in lines if line])
    reply = Reply.objects.create(conversation=thread, message=message, at=at, text=text)
    about = ("conversation", thread.pk)
    record("dialogue.replied", about=about, by=None, at=at, row=reply.pk, channel=thread.channel)
    return reply


def phrase(thread: Conversation, key: str, **names: str) -> str:
    """Return a sentence in the thread's language, as its channel says it; "" where it does not."""
    sentence = MANNERS.get(thread.channel, {}).get(key, PHRASES[key])
    with override(thread.language):
        return str(sentence) % names


def _set(channel: str, lines: list[str]) -> str:
    """A line for each sentence; in a mail a paragraph, and choices below each other."""
    if channel != Medium.EMAIL:
        return "\n".join(lines)
    return "".join(("\n" if _CHOICE.match(line) else "\n\n") + line for line in lines).strip()
