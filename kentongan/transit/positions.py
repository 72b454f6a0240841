"""Where vehicles are and were, when they passed which stop, and what of it was set aside.

Positions are only added, until they have been kept long enough (`transit.thinning`). `Latest`
stands beside them, one row a vehicle, so that reading what is never grows with what was.
"""

from django.db import models
from django.db.models import Q

from kentongan.transit.timetables import Pattern
from kentongan.transit.vehicles import Operator, Run, Vehicle


class Position(models.Model):
    """Where a vehicle was at a moment, and where on its way that is (if it could be told)."""

    vehicle = models.ForeignKey(Vehicle, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    lat = models.FloatField()
    lon = models.FloatField()
    heading = models.FloatField(null=True, help_text="degrees from north")
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+", db_index=False)
    along = models.FloatField(null=True, help_text="metres on the run's way")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vehicle", "at"], name="a_vehicle_is_once_at_a_moment")
        ]
        indexes = [models.Index(fields=["received_at"], name="positions_as_received")]

    def __str__(self) -> str:
        return f"{self.vehicle_id} {self.at:%F %T}"


class Latest(models.Model):
    """Where a vehicle is now: the newest of its positions, and the run it is on."""

    vehicle = models.OneToOneField(Vehicle, models.PROTECT, primary_key=True, related_name="latest")
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    lat = models.FloatField()
    lon = models.FloatField()
    heading = models.FloatField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+", db_index=False)
    along = models.FloatField(null=True)
    anchor_lat = models.FloatField(default=0, help_text="from where its next heading is")
    anchor_lon = models.FloatField(default=0)
    line = models.CharField(max_length=100, blank=True, help_text="as told, or as last seen")
    next_stop = models.PositiveSmallIntegerField(default=0, help_text="index in the pattern")
    lost = models.PositiveSmallIntegerField(default=0, help_text="positions off the way, in a row")

    def __str__(self) -> str:
        return f"{self.vehicle_id} {self.at:%F %T}"


class Passage(models.Model):
    """A vehicle passed a stop. Kept longer than positions: headways and habits come from it."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="passages", db_index=False)
    pattern = models.ForeignKey(Pattern, models.PROTECT, related_name="+", db_index=False)
    index = models.PositiveSmallIntegerField(help_text="of the stop in the pattern")
    at = models.DateTimeField()
    is_simulated = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "index"], name="a_run_passes_a_stop_once")
        ]
        indexes = [
            models.Index(fields=["at"], name="passages_by_time"),
            models.Index(fields=["pattern", "at"], name="passages_of_pattern"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.index} {self.at:%F %T}"


class WhyAside(models.TextChoices):
    """Why a position was not taken."""

    MALFORMED = "malformed", "a part is missing or is no number"
    UNKNOWN = "unknown", "nobody knows this vehicle"
    NOT_YOURS = "not_yours", "the key is another vehicle's"
    FUTURE = "future", "from a moment that has not come"
    ANCIENT = "ancient", "too old to be of use"
    OUTSIDE = "outside", "far from the city and its lines"
    JUMP = "jump", "farther from the last one than anything drives"
    LATE = "late", "older than the vehicle's newest; kept in the history alone"


class Aside(models.Model):
    """How many positions of an operator were set aside in an hour, and why."""

    operator = models.ForeignKey(Operator, models.PROTECT, related_name="asides", db_index=False)
    hour = models.DateTimeField()
    why = models.CharField(max_length=12, choices=WhyAside.choices)
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0), name="an_aside_counts_something"),
            models.UniqueConstraint(fields=["operator", "hour", "why"], name="one_aside_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.operator_id} {self.why} {self.count}"
