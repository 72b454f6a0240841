"""Conversations with the city, as they come about: somebody writes, the city replies."""

from datetime import datetime

from kentongan.dialogue.models import Conversation, Reply
from kentongan.intake.hearing import Heard, hear
from kentongan.intake.messages import Medium, OptOut
from kentongan.intake.models import ServiceRequest
from kentongan.journal.recording import record
from kentongan.mailroom.models import Letter
from tests.mailroom.conftest import FRIDAY

ADDRESSES = {
    Medium.WHATSAPP: "+6281234567890",
    Medium.SMS: "+6281234567890",
    Medium.TELEGRAM: "77001",
    Medium.EMAIL: "siti@contoh.invalid",
}


def talk(
    channel: Medium = Medium.WHATSAPP,
    about: ServiceRequest | None = None,
    at: datetime = FRIDAY,
) -> Conversation:
    return Conversation.objects.create(
        channel=channel,
        address=ADDRESSES[channel],
        began_at=at,
        last_at=at,
        service_request=about,
    )


def answered(
    conversation: Conversation,
    text: str,
    *,
    heard_at: datetime | None = None,
    at: datetime = FRIDAY,
    name: str = "",
) -> Reply:
    """The city replies, to a message if one was heard."""
    message = None
    if heard_at:
        channel = Medium(conversation.channel)
        given = name or f"m{Reply.objects.count()}"
        message = hear(Heard(channel, given, conversation.address, text="Pagi"), at=heard_at)
    reply = Reply.objects.create(conversation=conversation, message=message, at=at, text=text)
    about = ("conversation", conversation.pk)
    record("dialogue.replied", about=about, by=None, at=at, row=reply.pk)
    return reply


def stop(channel: Medium, address: str = "", at: datetime = FRIDAY) -> OptOut:
    return OptOut.objects.create(channel=channel, address=address or ADDRESSES[channel], since=at)


def only() -> Letter:
    return Letter.objects.get()
