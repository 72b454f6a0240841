"""A letter: who is written to about which entry, and what has become of it.

It holds no address and no words. Both are looked up when it is sent, so that whoever is erased
is written to no more, and nothing has to be erased here.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry


class Channel(models.TextChoices):
    """How a letter leaves the house."""

    EMAIL = "email"


class Reason(models.TextChoices):
    """Why a letter was not sent after all."""

    NO_ADDRESS = "no_address"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Which letters."""

    def due(self, at: datetime) -> Self:
        """Those whose turn it is, in the order of what they tell."""
        return self.filter(next_try_at__lte=at).order_by("next_try_at", "pk")

    def failed(self) -> Self:
        """Those that were given up, for somebody to look at."""
        return self.filter(failed_at__isnull=False).order_by("failed_at", "pk")


class Letter(models.Model):
    """One entry told to one reporter on one channel.

    While `next_try_at` stands it is still to be sent. Whoever takes a letter moves that moment
    on before anything goes over the wire: should they die, it comes up again by itself.
    `attempts` counts the times its fate may have been decided; more than one means that the
    receiver may have it twice, under the same `message_id`.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", db_index=False)
    service_request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="letters")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    kind = models.CharField(max_length=60, help_text="the entry's")
    language = models.CharField(max_length=5)
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message_id = models.CharField(max_length=300, blank=True, help_text="the same with every try")
    provider_id = models.CharField(max_length=200, blank=True, help_text="what a provider calls it")
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    last_error = models.CharField(max_length=300, blank=True, help_text="without the address")

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "service_request", "channel"], name="nothing_is_written_twice"
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
                fields=["next_try_at", "id"],
                condition=Q(next_try_at__isnull=False),
                name="letters_to_send",
            ),
            models.Index(
                fields=["failed_at", "id"],
                condition=Q(failed_at__isnull=False),
                name="letters_failed",
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
