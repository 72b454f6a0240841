"""How a city writes: over which channels, in which words, and when telephones rest."""

from django.db import models
from django.db.models import Q


class Channel(models.TextChoices):
    """How a letter leaves the house."""

    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    VOICE = "voice", "nobody can write to them: somebody at the desk tells them"


WRITTEN = (Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.TELEGRAM)
"""Channels on which the mailroom sends by itself."""


class Style(models.Model):
    """How this city writes: its own wording, when telephones rest, how they are reached. One row.

    Quiet hours are the city's local time, from the first moment up to the second, over midnight
    where that is the earlier; none where both are absent.
    """

    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    phone = models.CharField(max_length=8, choices=Channel.choices, default=Channel.SMS)
    sayings = models.JSONField(default=dict, help_text='{"case.claimed": {"short": {"id": …}}}')

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_style")]

    def __str__(self) -> str:
        return f"quiet {self.quiet_from}–{self.quiet_to}"
