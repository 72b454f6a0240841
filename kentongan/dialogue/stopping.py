"""Stopping: whoever writes STOP hears nothing more there, until they write of themselves."""

from datetime import datetime
from typing import Any

from kentongan.dialogue.models import Conversation
from kentongan.intake.messages import OptOut
from kentongan.journal.recording import record


def stopped(thread: Conversation) -> OptOut | None:
    """Return the wish of this address to hear nothing, if there is one (one statement)."""
    return OptOut.objects.filter(channel=thread.channel, address=thread.address, until=None).first()


def stop(thread: Conversation, *, at: datetime) -> OptOut:
    """Note that nothing is to be sent there any more, within the caller's transaction."""
    wish = OptOut.objects.create(channel=thread.channel, address=thread.address, since=at)
    record("dialogue.stopped", **_told(thread, wish, at))
    return wish


def resume(thread: Conversation, wish: OptOut, *, at: datetime) -> OptOut:
    """Note that they wish to hear from us again."""
    wish.until = at
    wish.save(update_fields=["until"])
    record("dialogue.resumed", **_told(thread, wish, at))
    return wish


def _told(thread: Conversation, wish: OptOut, at: datetime) -> dict[str, Any]:
    return {
        "about": ("conversation", thread.pk),
        "by": None,
        "at": at,
        "row": wish.pk,
        "channel": thread.channel,
    }
