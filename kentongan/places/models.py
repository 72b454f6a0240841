"""The rows a city pack becomes: profile, units, jurisdictions, landmarks, days off."""

from django.db import models
from django.db.models import Q

from kentongan.places.neighbourhoods import Neighbourhood

__all__ = [
    "INSPECTORATE",
    "Jurisdiction",
    "Landmark",
    "Neighbourhood",
    "NonWorkingDay",
    "OfficePeriod",
    "Profile",
    "Unit",
]


class Profile(models.Model):
    """What is true of the whole city. One row; `version` counts every change to its data."""

    code = models.CharField(max_length=13)
    slug = models.SlugField()
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=4, help_text="Prefix of references, e.g. XYZ")
    province = models.CharField(max_length=120, blank=True)
    zone = models.CharField(max_length=64)
    languages = models.JSONField(default=list)
    centre_lat = models.FloatField()
    centre_lon = models.FloatField()
    office_hours = models.JSONField(default=dict, help_text='{"0": ["07:30", "16:00"], …}')
    contact = models.JSONField(default=dict)
    emergency = models.JSONField(default=list)
    population = models.JSONField(default=dict)
    wording = models.JSONField(default=dict)
    pace = models.JSONField(default=dict, help_text="remind_days, escalate_days, pause_days …")
    first_gate = models.CharField(max_length=12, blank=True, help_text="neighbour, or empty")
    version = models.PositiveBigIntegerField(default=1)
    loaded_at = models.DateTimeField(null=True)
    reckoned = models.CharField(
        max_length=120, blank=True, help_text="calendar by which running deadlines were reckoned"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_profile")]

    def __str__(self) -> str:
        return self.name


class Jurisdiction(models.Model):
    """A place with an official code: the city, a kecamatan, a kelurahan."""

    class Level(models.TextChoices):
        CITY = "city"
        KECAMATAN = "kecamatan"
        KELURAHAN = "kelurahan"

    code = models.CharField(max_length=13, unique=True, help_text="Kemendagri, 99.71.01.1001")
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=12, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    lat = models.FloatField()
    lon = models.FloatField()
    boundary = models.JSONField(null=True, help_text="GeoJSON geometry")
    is_approximate = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level="city", parent=None) | ~Q(level="city") & Q(parent__isnull=False),
                name="only_the_city_has_no_parent",
            )
        ]

    def __str__(self) -> str:
        return self.name


INSPECTORATE = "inspectorate"
"""The kind of unit that alone sees matters of oversight (berkadar pengawasan)."""


class Unit(models.Model):
    """Who does the work: an agency, a kecamatan, a kelurahan; and to whom it reports."""

    code = models.CharField(max_length=40, unique=True)
    names = models.JSONField(help_text='{"id": …, "en": …}')
    kind = models.CharField(max_length=20)
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="reporting")
    governs = models.OneToOneField(Jurisdiction, models.PROTECT, null=True, related_name="unit")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.names.get("id", self.code))

    @property
    def is_inspectorate(self) -> bool:
        """Whether it looks into what officials did."""
        return self.kind == INSPECTORATE


class Landmark(models.Model):
    """A place people name instead of an address: a market, a station, a street."""

    name = models.CharField(max_length=120)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "jurisdiction"], name="landmark_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class OfficePeriod(models.Model):
    """Other office hours from the first day to the last: those of Ramadan."""

    first = models.DateField(unique=True)
    last = models.DateField()
    names = models.JSONField()
    office_hours = models.JSONField(help_text='{"0": ["08:00", "15:00"], …}')
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=models.F("first")), name="a_period_ends_after_it_began"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"


class NonWorkingDay(models.Model):
    """A day the city itself takes off, besides the national ones."""

    date = models.DateField(unique=True)
    names = models.JSONField()
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return str(self.date)
