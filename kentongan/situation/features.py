"""What feeds tell of: one row a telling. Nothing is written over; a later telling closes it."""

from typing import Any

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q

from kentongan.situation.feeds import Body, Feed

STOOD: "Func[Any]" = Func(
    F("received_at"), F("replaced_at"), function="tstzrange", output_field=DateTimeRangeField()
)
"""From when until when a telling was the last one; the index answers which were so at a moment."""


class Kind(models.TextChoices):
    """What a thing is; what it says is typed in `situation/kinds/`."""

    FORECAST = "forecast"
    QUAKE = "quake"
    FLOOD = "flood"
    FLOOD_REPORT = "flood_report"
    TRAFFIC = "traffic"
    CAMERA = "camera"
    OUTAGE = "outage"
    AIR_QUALITY = "air_quality"


class Outline(models.Model):
    """A shape on the earth, once however often it is told of: roads and RW do not move."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of it, hex")
    geometry = models.JSONField(help_text="GeoJSON")

    def __str__(self) -> str:
        return self.digest


class Feature(models.Model):
    """One thing a feed tells of, as it was told at a moment."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="features", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=120, help_text="the thing's own within its feed")
    told_at = models.DateTimeField(help_text="the source's own moment")
    received_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, help_text="when something later was told of it")
    is_gone = models.BooleanField(default=False, help_text="the feed tells of it no more")
    holds_from = models.DateTimeField(null=True)
    holds_until = models.DateTimeField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    outline = models.ForeignKey(Outline, models.PROTECT, null=True, related_name="+")
    kelurahan = models.JSONField(default=list, help_text="ids of those it touches")
    kecamatan = models.JSONField(default=list, help_text="ids of those it touches")
    properties = models.JSONField(default=dict, help_text="by its kind, see situation/kinds")
    digest = models.CharField(max_length=64, help_text="of all it says: the same again is no row")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "kind", "key"],
                condition=Q(replaced_at=None),
                name="feature_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None) | Q(replaced_at__gte=F("received_at")),
                name="feature_replaced_after_it_was_received",
            ),
        ]
        indexes = [GistIndex(STOOD, condition=Q(is_gone=False), name="features_that_stood")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
