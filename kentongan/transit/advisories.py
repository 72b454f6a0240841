"""What riders are told of a line: a detour, a stop out of use. Written by a person, with an end."""

from django.db import models
from django.db.models import Q

from kentongan.people.models import User


class Advisory(models.Model):
    """A sentence for riders of a line, from a moment until another, or until it is withdrawn."""

    class Cause(models.TextChoices):
        """Those of GTFS-Realtime that a city has use for."""

        OTHER = "OTHER_CAUSE"
        WEATHER = "WEATHER"
        ACCIDENT = "ACCIDENT"
        CONSTRUCTION = "CONSTRUCTION"
        TECHNICAL = "TECHNICAL_PROBLEM"
        STRIKE = "STRIKE"
        DEMONSTRATION = "DEMONSTRATION"
        HOLIDAY = "HOLIDAY"

    class Effect(models.TextChoices):
        """The same."""

        OTHER = "OTHER_EFFECT"
        NONE = "NO_SERVICE"
        LESS = "REDUCED_SERVICE"
        LATE = "SIGNIFICANT_DELAYS"
        DETOUR = "DETOUR"
        MOVED = "STOP_MOVED"

    feed = models.CharField(max_length=60)
    line = models.CharField(max_length=100, help_text="GTFS route_id")
    cause = models.CharField(max_length=24, choices=Cause.choices)
    effect = models.CharField(max_length=24, choices=Effect.choices)
    text = models.CharField(max_length=300)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("begins_at")),
                name="an_advisory_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.text
