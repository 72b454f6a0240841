"""What was promised at stops, how long legs take at which hour, and how well promises were kept."""

from django.db import models

from kentongan.transit.timetables import Pattern
from kentongan.transit.vehicles import Run


class Promise(models.Model):
    """An arrival as it was estimated at a moment: a sample, to be judged by what came."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False)
    index = models.PositiveSmallIntegerField(help_text="of the stop in the run's pattern")
    made_at = models.DateTimeField()
    expected_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "index", "made_at"], name="a_promise_is_kept_once"
            )
        ]
        indexes = [models.Index(fields=["made_at"], name="promises_by_time")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.index}"


class Leg(models.Model):
    """How long a leg between two stops takes at an hour of the day: the median of what was seen.

    Only added, a generation a day: `computed_at` says from when on it was known.
    """

    pattern = models.ForeignKey(Pattern, models.PROTECT, related_name="+", db_index=False)
    index = models.PositiveSmallIntegerField(help_text="of the stop where it begins")
    hour = models.PositiveSmallIntegerField(help_text="local")
    median_s = models.FloatField()
    seen = models.PositiveIntegerField(help_text="how many times; under five it is not used")
    computed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["computed_at", "pattern"], name="legs_by_generation")]

    def __str__(self) -> str:
        return f"{self.pattern_id} {self.index} {self.hour}"


class LineScore(models.Model):
    """How many promises of a line were kept in a week, for those so far ahead of the bus."""

    feed = models.CharField(max_length=60)
    line = models.CharField(max_length=100, help_text="GTFS route_id")
    week = models.DateField(help_text="its Monday")
    bucket = models.PositiveSmallIntegerField(help_text="0: 0-3, 1: 3-6, 2: 6-10, 3: 10-15 minutes")
    promises = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "line", "week", "bucket"], name="one_score_a_line_and_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.week} {self.bucket}"
