"""A conversation: who writes from where, what they have told so far, what the city replied."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kentongan.intake.messages import InboundMessage, Medium
from kentongan.intake.models import ServiceRequest

__all__ = ["Conversation", "Reply"]


class Conversation(models.Model):
    """One thread with one sender, from the first word until it rests.

    `draft` is what has been told so far of a report that is not yet one; `service_request` is the
    matter that is talked about, once there is one. Where somebody else reported it, whoever writes
    here is told besides them from `listens_since` on, and never instead. A thread that has rested
    long is a stranger's again: numbers change hands.
    """

    photos_in: ClassVar[str] = "draft__photos"
    """Where files are named by their digests, which are needed for that long."""

    channel = models.CharField(max_length=12, choices=Medium.choices)
    address = models.CharField(max_length=250, help_text="number, chat or e-mail address")
    language = models.CharField(max_length=5, default="id")
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=20, blank=True, help_text="what was asked last")
    draft = models.JSONField(default=dict)
    service_request = models.ForeignKey(
        ServiceRequest, models.PROTECT, null=True, related_name="conversations"
    )
    listens_since = models.DateTimeField(null=True, help_text="told too; somebody else reported")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "address"], condition=Q(ended_at=None), name="one_thread_at_once"
            )
        ]
        indexes = [models.Index(fields=["address", "last_at"], name="conversations_of_a_number")]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Reply(models.Model):
    """What the city wrote back in a conversation; the mailroom sends it by its entry."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="replies")
    message = models.ForeignKey(InboundMessage, models.PROTECT, null=True, db_index=False)
    at = models.DateTimeField()
    text = models.TextField()

    def __str__(self) -> str:
        return f"reply {self.pk}"
