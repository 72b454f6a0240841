"""Those at a telephone: what rings there, what they type, what they ask the exchange to do."""

from django.db import models
from django.db.models import Q

from kentongan.calls.call import Call
from kentongan.people.models import User


class Agent(models.Model):
    """Somebody at a telephone: which extension rings, and whether they are free."""

    class Presence(models.TextChoices):
        OFFLINE = "offline"
        READY = "ready"
        RINGING = "ringing"
        BUSY = "busy"
        WRAP_UP = "wrap_up"
        AWAY = "away"

    user = models.OneToOneField(User, models.PROTECT, related_name="agent")
    extension = models.CharField(max_length=40, unique=True)
    presence = models.CharField(max_length=8, choices=Presence.choices, default=Presence.OFFLINE)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.extension


class CallDraft(models.Model):
    """What an operator has typed so far: saved with every pause of the fingers, lost with none."""

    call = models.OneToOneField(Call, models.PROTECT, null=True, related_name="draft")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Command(models.Model):
    """What we asked a PBX to do, once for each key, and what it said."""

    class Kind(models.TextChoices):
        ANSWER = "answer"
        HOLD = "hold"
        RESUME = "resume"
        TRANSFER = "transfer"
        HANG_UP = "hang_up"
        CALL = "call"
        FORGET = "forget", "delete a recording"

    idempotency_key = models.CharField(max_length=100, unique=True)
    pbx = models.SlugField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    call = models.ForeignKey(Call, models.PROTECT, null=True, related_name="commands")
    body = models.JSONField(default=dict)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, help_text="null: a rule"
    )
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(done_at=None, failed_at=None),
                name="commands_to_obey",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.idempotency_key}"
