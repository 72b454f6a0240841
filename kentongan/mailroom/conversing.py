"""What the mailroom knows of conversations: replies to be sent, and who talks with us at present.

A voice is answered where it last wrote to us: its letters go into the newest conversation about
its report that still stands open, whatever door the report itself came by.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

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


def talks_about(requests: Iterable[int]) -> dict[int, Conversation]:
    """Return the newest open conversation about each service request (one statement)."""
    opened = Conversation.objects.filter(service_request__in=set(requests), ended_at=None)
    return {talk.service_request_id or 0: talk for talk in opened.order_by("last_at", "pk")}


def is_told_there(entry: Entry, voice: ServiceRequest, talk: Conversation | None) -> bool:
    """Whether our reply in the conversation was the receipt: code and deadline stood in it."""
    return entry.kind == RECEIVED and talk is not None and talk.channel == voice.channel


def is_talk(conversation: Conversation | None, *, at: datetime) -> bool:
    """Whether they wrote within a day, so that we may write to them in words of our own."""
    return conversation is not None and at - conversation.last_at < FREE_FOR
