"""Gauges, from the city's pack, and their levels: append-only, what is doubted kept beside."""

from datetime import datetime

from django.db import models

from kentongan.situation.feeds import Body, Feed


class Quality(models.TextChoices):
    """Whether a measurement may be shown as the level of the water, or why not."""

    GOOD = "good", "believed"
    ZERO = "zero", "a zero out of nowhere, as a sensor sends that has lost its reading"
    STEP = "step", "further from the one before than water moves"
    RANGE = "range", "outside of what this gauge can show"
    AHEAD = "ahead", "measured later than it was received"


class Gauge(models.Model):
    """One place where a river is measured. Everything in cm."""

    code = models.SlugField(max_length=60, unique=True)
    names = models.JSONField()
    river = models.CharField(max_length=100)
    lat = models.FloatField(null=True, help_text="where it stands, if that is known")
    lon = models.FloatField(null=True)
    feed = models.ForeignKey(Feed, models.PROTECT, null=True, related_name="gauges")
    lowest = models.IntegerField()
    highest = models.IntegerField()
    step = models.PositiveIntegerField(help_text="largest believable change within an hour")
    settle = models.PositiveIntegerField(help_text="how far below a threshold its siaga ends")
    fresh_s = models.PositiveIntegerField(help_text="seconds after which a level is stale")
    siaga = models.JSONField(help_text="level, from_cm, means; the calm one first")
    upstream = models.JSONField(default=list, help_text="codes of gauges, minutes from there")
    source = models.CharField(max_length=500, help_text="of what the pack says of it")
    is_assumed = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class Limits(models.Model):
    """What the siaga of a gauge were from a moment on, until the next of them. Written once."""

    gauge = models.ForeignKey(Gauge, models.PROTECT, related_name="limits", db_index=False)
    since = models.DateTimeField()
    siaga = models.JSONField(help_text="as the gauge's own")
    settle = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gauge", "since"], name="limits_since_a_moment")
        ]

    def __str__(self) -> str:
        return f"{self.gauge_id} from {self.since:%F}"


class Levels(models.QuerySet["Level"]):
    """Which measurements."""

    def known(self, at: datetime) -> "Levels":
        """What was measured and had reached us at a moment."""
        return self.filter(measured_at__lte=at, received_at__lte=at)


class Level(models.Model):
    """One measurement. It never changes; one that was corrected at its source is another row."""

    gauge = models.ForeignKey(Gauge, models.PROTECT, related_name="levels", db_index=False)
    measured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    value_cm = models.FloatField(help_text="to a millimetre")
    quality = models.CharField(max_length=5, choices=Quality.choices)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_index=False)

    objects = Levels.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gauge", "measured_at", "value_cm"], name="level_taken_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gauge_id} {self.measured_at:%F %T} {self.value_cm:g}"
