"""Timetables: versions of a feed, each with its lines, stops, patterns, trips and days of service.

A version is never changed or deleted once it was taken in: what was known on a day can be asked
again. A pattern is what many trips share: the way, the stops along it, and the times between them.
"""

from django.db import models

from kentongan.people.models import User


class Version(models.Model):
    """One GTFS file as it was taken in."""

    feed = models.SlugField(max_length=60, help_text="whose timetable; a newer one replaces it")
    name = models.CharField(max_length=120, help_text="of the file")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file, hex")
    zone = models.CharField(max_length=60, help_text="of the agency: its times are in it")
    valid_from = models.DateField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    judged = models.JSONField(help_text="what each validator counted, and its version")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "digest", "valid_from"], name="a_timetable_is_taken_in_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.feed} from {self.valid_from}"


class Line(models.Model):
    """What riders know by a number or a colour (GTFS: a route)."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="lines", db_index=False)
    code = models.CharField(max_length=100, help_text="GTFS route_id")
    number = models.CharField(max_length=60, blank=True, help_text="route_short_name")
    name = models.CharField(max_length=200, blank=True, help_text="route_long_name")
    kind = models.PositiveSmallIntegerField(help_text="GTFS route_type")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_line_a_code")]

    def __str__(self) -> str:
        return self.number or self.name


class BusStop(models.Model):
    """Where one gets on and off."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="stops", db_index=False)
    code = models.CharField(max_length=100, help_text="GTFS stop_id")
    name = models.CharField(max_length=200)
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_stop_a_code")]

    def __str__(self) -> str:
        return self.name


class Pattern(models.Model):
    """A way of a line in one direction, with its stops."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="patterns")
    direction = models.PositiveSmallIntegerField(help_text="GTFS direction_id; 0 where none is")
    headsign = models.CharField(max_length=200, blank=True)
    points = models.JSONField(help_text="[[lat, lon], …] along the way")
    stops = models.JSONField(help_text="[[stop code, GTFS sequence, metres, arrives, leaves], …]")

    def __str__(self) -> str:
        return self.headsign


class Trip(models.Model):
    """One run of a pattern at its time; or many, so often, where frequencies are given."""

    pattern = models.ForeignKey(Pattern, models.PROTECT, related_name="trips")
    code = models.CharField(max_length=100, help_text="GTFS trip_id")
    days = models.CharField(max_length=100, help_text="GTFS service_id")
    starts_s = models.PositiveIntegerField(help_text="seconds of the service day")
    frequencies = models.JSONField(
        default=list, help_text="[[from, to, headway in s, exact times], …], seconds of the day"
    )

    def __str__(self) -> str:
        return self.code


class ServiceDays(models.Model):
    """On which days trips run."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="days", db_index=False)
    code = models.CharField(max_length=100, help_text="GTFS service_id")
    weekdays = models.PositiveSmallIntegerField(help_text="bit 0 is Monday")
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    added = models.JSONField(default=list, help_text="dates, ISO")
    removed = models.JSONField(default=list, help_text="dates, ISO")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_days_a_code")]

    def __str__(self) -> str:
        return self.code
