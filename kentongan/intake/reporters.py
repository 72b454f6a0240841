"""Who told us, through which door, and how we know where. A reporter may be erased."""

from django.db import models
from django.db.models import Q


class Channel(models.TextChoices):
    """The door somebody came through."""

    WEB = "web"
    OPEN311 = "open311"
    PHONE = "phone"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    EMAIL = "email"
    COUNTER = "counter"
    PAPER = "paper"
    NEIGHBOUR = "neighbour", "with the help of a head of RT or RW"
    PUBLIC_ROOM = "public_room", "a council group's door (Ruang Rakyat)"
    LAPOR = "lapor", "SP4N-LAPOR"


class LocatedBy(models.TextChoices):
    """How we know where: a point of four kinds, or only the kelurahan."""

    MAP = "map"
    DEVICE = "device"
    PHOTO = "photo"
    NAME = "name"
    KELURAHAN = "kelurahan"


class Reporter(models.Model):
    """Who told us, as far as they wished to say. May be erased."""

    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    telegram = models.CharField(max_length=40, blank=True, help_text="chat, which no person types")
    by_voice = models.BooleanField(default=False, help_text="wishes to be told by telephone")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["phone"], condition=~Q(phone=""), name="reporters_by_number"),
        ]

    def __str__(self) -> str:
        return f"reporter {self.pk}"
