"""Somebody who writes to the city, and what it replies."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from kentongan.dialogue.models import Conversation, Reply
from kentongan.dialogue.working import work_next
from kentongan.intake.hearing import Heard, hear
from kentongan.intake.messages import InboundMessage, Medium
from kentongan.intake.models import ServiceRequest
from tests.conftest import moment

FRIDAY = moment("2026-03-13 09:00")
SENDERS = {
    Medium.SMS: "0812 3456 7890",
    Medium.WHATSAPP: "6281234567890",
    Medium.TELEGRAM: "77001122",
    Medium.EMAIL: "Siti@contoh.invalid",
}
_numbers = count(1)


@dataclass
class Talk:
    """A thread as its sender sees it; each message comes a minute after the one before."""

    channel: Medium = Medium.WHATSAPP
    sender: str = ""
    at: datetime = FRIDAY
    replies: list[str] = field(default_factory=list)

    def write(self, text: str = "", **more: Any) -> str:
        """Write, let it be worked, and return what the city replied ("" for nothing)."""
        self.hear(text, **more)
        while work_next(at=self.at):
            pass
        said = Reply.objects.filter(message_id=self.last.pk).first()
        self.replies.append(said.text if said else "")
        return self.replies[-1]

    def hear(self, text: str = "", **more: Any) -> InboundMessage:
        self.at += timedelta(minutes=1)
        told = Heard(self.channel, f"id-{next(_numbers)}", self.sender or SENDERS[self.channel])
        self.last = hear(replace(told, text=text, sender_name="Siti", **more), at=self.at)
        return self.last

    @property
    def thread(self) -> Conversation:
        return Conversation.objects.filter(channel=self.channel).order_by("-pk")[0]

    @property
    def matter(self) -> ServiceRequest:
        return ServiceRequest.objects.order_by("-pk")[0]

    def message(self) -> InboundMessage:
        return InboundMessage.objects.get(pk=self.last.pk)
