"""A letter: who is written to about which entry, and what has become of it.

It holds no address and no words. Both are looked up when it is sent, so that whoever is erased
is written to no more. What is left to forget is what a provider calls it, and what it said.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from kentongan.casework.models import Invitation
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.mailroom.style import Channel, Style

__all__ = ["Bookmark", "Channel", "Letter", "Reason", "Style"]


class Reason(models.TextChoices):
    """Why a letter was not sent after all."""

    NO_ADDRESS = "no_address"
    ERASED = "erased", "the reporter was erased"
    RESTRICTED = "restricted", "the reporter wishes that the data are only kept"
    REVOKED = "revoked", "the link it brings no longer holds"
    TOLD = "told", "somebody told them in another way"
    UNREACHABLE = "unreachable", "nobody knows a right address"
    OUTDATED = "outdated", "what it says is no longer so"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Which letters."""

    def due(self, channel: str, at: datetime) -> Self:
        """Those of the channel whose turn it is, in the order of what they tell."""
        waiting = self.filter(channel=channel, next_try_at__lte=at)
        return waiting.order_by("next_try_at", "pk")

    def failed(self) -> Self:
        """Those that were given up, for somebody to look at."""
        return self.filter(failed_at__isnull=False).order_by("failed_at", "pk")


class Letter(models.Model):
    """One entry told to one reporter, or to one party, on one channel.

    While `next_try_at` stands it is still to be sent. Whoever takes a letter moves that moment
    on before anything goes over the wire: should they die, it comes up again by itself.
    `attempts` counts the tries. `unsure` counts those whose fate nobody knows, because the sender
    died or the line broke: so often the receiver may have it again, under the same `message_id`.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", db_index=False)
    service_request = models.ForeignKey(
        ServiceRequest, models.PROTECT, null=True, related_name="letters"
    )
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="letters")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    kind = models.CharField(max_length=60, help_text="the entry's")
    language = models.CharField(max_length=5)
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    may_wake = models.BooleanField(default=False, help_text="goes out in quiet hours too")
    taken_at = models.DateTimeField(null=True, help_text="while somebody is at it")
    attempts = models.PositiveSmallIntegerField(default=0)
    unsure = models.PositiveSmallIntegerField(default=0)
    message_id = models.CharField(max_length=300, blank=True, help_text="the same with every try")
    provider_id = models.CharField(max_length=200, blank=True, help_text="what a provider calls it")
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    is_forgotten = models.BooleanField(default=False, help_text="its reader was erased")
    last_error = models.CharField(max_length=300, blank=True, help_text="without the address")

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "service_request", "channel"], name="nothing_is_written_twice"
            ),
            models.UniqueConstraint(
                fields=["entry", "invitation", "channel"], name="no_party_is_written_to_twice"
            ),
            models.CheckConstraint(
                condition=Q(service_request=None) ^ Q(invitation=None), name="a_letter_is_to_one"
            ),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False, sent_at=None, failed_at=None)
                & Q(withdrawn_at=None)
                | Q(next_try_at=None, sent_at__isnull=False, failed_at=None, withdrawn_at=None)
                | Q(next_try_at=None, sent_at=None, failed_at__isnull=False, withdrawn_at=None)
                | Q(next_try_at=None, sent_at=None, failed_at=None, withdrawn_at__isnull=False),
                name="a_letter_waits_or_has_one_end",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) ^ ~Q(withdrawn_because=""),
                name="a_withdrawal_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "next_try_at", "id"],
                condition=Q(next_try_at__isnull=False),
                name="letters_to_send",
            ),
            models.Index(
                fields=["failed_at", "id"],
                condition=Q(failed_at__isnull=False),
                name="letters_failed",
            ),
            models.Index(fields=["written_at"], condition=Q(unsure__gt=0), name="letters_repeated"),
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="letters_withdrawn",
            ),
            models.Index(
                fields=["id"],
                condition=Q(is_forgotten=True) & ~Q(message_id=""),
                name="letters_to_forget",
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class Bookmark(models.Model):
    """How far the journal has been read, and since when this city has a mailroom. One row."""

    xact = models.BigIntegerField(default=0)
    entry = models.BigIntegerField(default=0)
    began_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_mailroom_bookmark")]

    def __str__(self) -> str:
        return f"{self.xact}-{self.entry}"
