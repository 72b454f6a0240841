"""What the mailroom knows of conversations: replies to be sent, and who talks with us at present.

A voice is answered where it last wrote to us: its letters go into the newest conversation about
its report that still stands open, as long as it is led from an address of theirs. Whoever else
writes there with the code is told besides them (`listeners_of`), never instead.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from kentongan.dialogue.belonging import is_theirs
from kentongan.dialogue.models import Conversation, Reply
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.mailroom.models import Letter
from kentongan.mailroom.resting import PROMPT

REPLIED = "dialogue.replied"
RECEIVED = "request.received"
FREE_FOR = timedelta(hours=24)
"""WhatsApp's customer service window: so long after somebody's last message words need no template
(https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages)."""


def replies_of(entries: Iterable[Entry], *, at: datetime) -> Iterator[Letter]:
    """Draw a letter for each reply that the entries tell of (one statement, or none)."""
    by_row = {e.particulars["row"]: e for e in entries if e.kind == REPLIED}
    if not by_row:
        return
    known = Reply.objects.filter(pk__in=by_row).select_related("conversation", "message")
    for reply in known.defer("message__raw").order_by("pk"):
        talk = reply.conversation
        yield Letter(
            entry=by_row[reply.pk],
            reply=reply,
            channel=talk.channel,
            kind=REPLIED,
            language=talk.language,
            written_at=at,
            next_try_at=at,
            may_wake=reply.message is not None and at - reply.message.received_at < PROMPT,
        )


def reply_of(pk: int) -> Reply:
    """Return a reply with all that its letter needs, without the bytes of what it answers."""
    known = Reply.objects.select_related("conversation__service_request", "message")
    return known.defer("message__raw").get(pk=pk)


class Talks(NamedTuple):
    """The conversations about one service request: those of who reported it, and of others."""

    own: tuple[Conversation, ...] = ()
    others: tuple[Conversation, ...] = ()

    @property
    def opened(self) -> Conversation | None:
        """The newest of their own that stands open."""
        return next((talk for talk in self.own if talk.ended_at is None), None)


def talks_about(voices: Iterable[ServiceRequest]) -> dict[int, Talks]:
    """Return the conversations about each service request, the newest first (one statement)."""
    known = {voice.pk: voice for voice in voices}
    found = Conversation.objects.filter(service_request__in=known).exclude(address="")
    about: dict[int, list[Conversation]] = defaultdict(list)
    for talk in found.order_by("-last_at", "-pk"):
        about[talk.service_request_id or 0].append(talk)
    return {pk: _sorted_out(known[pk], talks) for pk, talks in about.items()}


def _sorted_out(voice: ServiceRequest, talks: list[Conversation]) -> Talks:
    own = tuple(talk for talk in talks if is_theirs(voice, talk))
    listening = [talk for talk in talks if talk.listens_since and talk not in own]
    others = {(talk.channel, talk.address): talk for talk in listening}
    return Talks(own, tuple(others.values()))


def is_told_there(entry: Entry, voice: ServiceRequest, talks: Talks) -> bool:
    """Whether our reply in a conversation was the receipt: code and deadline stood in it."""
    at_work = (talk for talk in talks.own if not talk.ended_at or talk.ended_at > entry.at)
    return entry.kind == RECEIVED and voice.channel in {talk.channel for talk in at_work}


def is_talk(conversation: Conversation | None, *, at: datetime) -> bool:
    """Whether they wrote within a day, so that we may write to them in words of our own."""
    return conversation is not None and at - conversation.last_at < FREE_FOR
