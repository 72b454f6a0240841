"""Where the city is told from outside: feeds, their every answer, and how old what they say is."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q


class Grade(models.TextChoices):
    """How far what a feed says can be leant on; it is shown beside every value."""

    OFFICIAL = "official", "measured or issued by who is responsible for it"
    PARTNER = "partner", "by somebody we have an agreement with"
    CROWD = "crowd", "told by people, checked by nobody"


class Feed(models.Model):
    """One source of the city, from its pack; below, where its reading stands."""

    code = models.SlugField(max_length=60, unique=True)
    connector = models.CharField(max_length=40, help_text="what understands it")
    names = models.JSONField()
    gives = models.JSONField(help_text="what it gives, in a sentence for the public")
    address = models.CharField(max_length=500)
    grade = models.CharField(max_length=12, choices=Grade.choices)
    licence = models.CharField(max_length=200)
    attribution = models.CharField(max_length=200, help_text="stands wherever its values stand")
    every_s = models.PositiveIntegerField(help_text="seconds between two questions")
    fresh_s = models.PositiveIntegerField(help_text="seconds after which what it said is stale")
    settings = models.JSONField(default=dict)
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    is_listed = models.BooleanField(default=True, help_text="in the city's pack, asked or not")

    next_at = models.DateTimeField(null=True, help_text="when to ask next; empty: now")
    tried_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True, help_text="last answer that could be understood")
    failures = models.PositiveSmallIntegerField(default=0, help_text="in a row")
    fault = models.CharField(max_length=300, blank=True, help_text="of the last try")
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(is_active=True), name="feeds_to_ask")
        ]

    def __str__(self) -> str:
        return self.code

    def is_fresh(self, at: datetime) -> bool:
        """Whether what it last said still counts. Never heard is not fresh."""
        return self.heard_at is not None and at - self.heard_at <= timedelta(seconds=self.fresh_s)


class Body(models.Model):
    """What came, byte for byte, once however often it came."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256, hex")
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.digest


class Fetch(models.Model):
    """One question to a feed and what came of it. The archive: any hour can be read again."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="fetches", db_index=False)
    at = models.DateTimeField()
    address = models.CharField(max_length=500, blank=True, help_text="if not the feed's own")
    status = models.PositiveSmallIntegerField(help_text="HTTP; 0 where nobody answered")
    took_ms = models.PositiveIntegerField(default=0)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["feed", "at", "id"], name="fetches_of_feed"),
            models.Index(
                fields=["feed", "address"], condition=~Q(address=""), name="fetches_of_link"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feed_id} {self.at:%F %T} {self.status}"
