"""What comes in by message, whatever the channel: kept as it came, worked afterwards, once.

A row is written before anybody thinks about it, so that a provider is answered at once and nothing
is lost if we die. `(channel, channel_message_id)` makes the same message the same row.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from kentongan.toolbox.words import LONGEST


class Medium(models.TextChoices):
    """Channels on which people and the city write to each other."""

    SMS = "sms"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    EMAIL = "email"


class WhyAside(models.TextChoices):
    """Why a message was not worked: kept, counted, and shown to whoever mends it."""

    FLOOD = "flood", "more than one sender may send in an hour"
    TOO_LONG = "too_long"
    AUTOMATIC = "automatic", "an automatic reply"
    UNREADABLE = "unreadable", "nothing in it that we understand"
    UNSUPPORTED = "unsupported", "a kind of message we do not take"
    STOPPED = "stopped", "the sender wants to hear nothing and says nothing to act on"
    FAULTY = "faulty", "working it failed too often"


class InboundMessage(models.Model):
    """One message as it came (HOUSE's contract), and what has become of it.

    `media` lists what was attached: `{"name", "type", "size", "file" | "id", "digest", "fault"}`;
    `file` is a path below the city's media folder, `id` what the provider calls it.
    While `next_try_at` stands it is still to be worked.
    """

    channel = models.CharField(max_length=12, choices=Medium.choices)
    channel_message_id = models.CharField(max_length=250)
    sender = models.CharField(max_length=250, help_text="number, chat or address; erasable")
    sender_name = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True, help_text="the provider's word for it")
    received_at = models.DateTimeField()
    text = models.TextField(blank=True)
    media = models.JSONField(default=list)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    reply_to = models.CharField(max_length=250, blank=True)
    raw = models.BinaryField(default=b"", help_text="the bytes that were signed")
    fault = models.CharField(
        max_length=12, choices=WhyAside.choices, blank=True, help_text="what the door saw wrong"
    )
    next_try_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worked_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_because = models.CharField(max_length=12, choices=WhyAside.choices, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "channel_message_id"], name="a_message_is_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False, worked_at=None, set_aside_at=None)
                | Q(next_try_at=None, worked_at__isnull=False, set_aside_at=None)
                | Q(next_try_at=None, worked_at=None, set_aside_at__isnull=False),
                name="a_message_waits_or_has_one_end",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at=None) ^ ~Q(set_aside_because=""),
                name="setting_aside_a_message_has_a_reason",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST), name="a_message_has_an_end"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(next_try_at__isnull=False),
                name="messages_to_work",
            ),
            models.Index(fields=["channel", "sender", "received_at"], name="messages_of_a_sender"),
            models.Index(
                fields=["set_aside_at", "id"],
                condition=Q(set_aside_at__isnull=False),
                name="messages_set_aside",
            ),
        ]

    is_repeat = False
    """Whether `hear` was handed what it had already."""

    def __str__(self) -> str:
        return f"{self.channel} {self.channel_message_id}"


class Rebuff(models.Model):
    """What was turned away at the door, counted by day: a wrong signature leaves nothing else."""

    class Why(models.TextChoices):
        SIGNATURE = "signature"
        BODY = "body", "too large, or no such thing as was announced"

    channel = models.CharField(max_length=12)
    why = models.CharField(max_length=12, choices=Why.choices)
    day = models.DateField()
    count = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "why", "day"], name="rebuffs_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.why} {self.day}: {self.count}"


class OptOut(models.Model):
    """Somebody wrote STOP: until they write again of themselves, we send nothing there."""

    channel = models.CharField(max_length=12, choices=Medium.choices)
    address = models.CharField(max_length=250)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "address"], condition=Q(until=None), name="stopped_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} since {self.since:%F}"
