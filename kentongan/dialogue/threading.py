"""Threads: one with each sender at a time. One that has rested long is a stranger's again."""

from datetime import datetime, timedelta

from kentongan.dialogue.languages import language_of
from kentongan.dialogue.models import Conversation
from kentongan.intake.messages import InboundMessage
from kentongan.journal.recording import record

SEVERED = "dialogue.severed"
RESTED_FOR = timedelta(days=180)
"""After so long without a word a number may be somebody else's: operators hand them out anew."""


def thread_of(message: InboundMessage, *, at: datetime) -> Conversation:
    """Lock the sender's thread, or begin one, within the caller's transaction."""
    held = Conversation.objects.select_for_update(of=("self",)).filter(
        channel=message.channel, address=message.sender, ended_at=None
    )
    thread = held.first()
    if thread and thread.last_at < at - RESTED_FOR:
        thread = begin_anew(_deafened(thread), at=at)
    if thread is None:
        thread = _begin(message.channel, message.sender, "id", at)
    thread.language = language_of(message.text, thread.language)
    thread.last_at = at
    return thread


def begin_anew(thread: Conversation, *, at: datetime) -> Conversation:
    """End a thread, and begin another with the same sender, who starts with nothing."""
    end(thread, at=at)
    return _begin(thread.channel, thread.address, thread.language, at)


def sever(thread: Conversation, *, is_moved: bool = False, at: datetime) -> Conversation:
    """Cut a thread off from its matter: whoever has the number now is not who reported.

    :param is_moved: whether its owner gave the number up, who may have written just before
    """
    return begin_anew(cut_off(thread, is_moved=is_moved, at=at), at=at)


def cut_off(thread: Conversation, *, is_moved: bool = False, at: datetime) -> Conversation:
    """Write down that nobody at that address is to hear what was talked about, also what waits."""
    record(
        "dialogue.severed",
        about=("conversation", thread.pk),
        by=None,
        at=at,
        request=thread.service_request_id,
        channel=thread.channel,
        moved=is_moved,
    )
    return _deafened(thread)


def end(thread: Conversation, *, at: datetime) -> Conversation:
    """Close a thread; a draft of which nothing came goes with it."""
    thread.ended_at, thread.draft = at, {}
    thread.save()
    return thread


def _deafened(thread: Conversation) -> Conversation:
    """Whoever writes there now is told nothing more of what others reported."""
    thread.listens_since = None
    theirs = Conversation.objects.filter(channel=thread.channel, address=thread.address)
    theirs.filter(listens_since__isnull=False).update(listens_since=None)
    return thread


def _begin(channel: str, address: str, language: str, at: datetime) -> Conversation:
    return Conversation.objects.create(
        channel=channel, address=address, language=language, began_at=at, last_at=at
    )
