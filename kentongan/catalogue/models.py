"""Service types, their questions, their route, their dated, cited promises; the city's rules."""

from django.db import models
from django.db.models import Q

from kentongan.catalogue.rules import CityRule, DeadlineRule
from kentongan.catalogue.snippets import Snippet
from kentongan.places.models import Jurisdiction, Unit

__all__ = [
    "CityRule",
    "DeadlineRule",
    "Question",
    "Route",
    "ServiceGroup",
    "ServiceType",
    "Snippet",
]


class ServiceGroup(models.Model):
    """A shelf of service types (Open311 `group`)."""

    code = models.SlugField(unique=True)
    names = models.JSONField()
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.code


class ServiceType(models.Model):
    """A kind of request (Open311 `service_code`). Retired ones stay for the rows that name them."""

    class Matter(models.TextChoices):
        INFORMATION = "information"
        ORDINARY = "ordinary"
        OVERSIGHT = "oversight"

    code = models.CharField(max_length=20, unique=True)
    names = models.JSONField()
    descriptions = models.JSONField(default=dict)
    hints = models.JSONField(default=dict)
    group = models.ForeignKey(ServiceGroup, models.PROTECT, related_name="service_types")
    keywords = models.JSONField(default=list)
    matter = models.CharField(max_length=12, choices=Matter.choices, default=Matter.ORDINARY)
    is_private = models.BooleanField(default=False)
    is_emergency = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    national = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.code


class Question(models.Model):
    """One question about a service type (Open311 attribute)."""

    service_type = models.ForeignKey(ServiceType, models.CASCADE, related_name="questions")
    code = models.SlugField(max_length=40)
    texts = models.JSONField()
    datatype = models.CharField(max_length=16)
    is_required = models.BooleanField(default=False)
    options = models.JSONField(default=list, help_text='[{"key": …, "names": {…}}]')
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service_type", "code"], name="question_asked_once")
        ]

    def __str__(self) -> str:
        return self.code


class Route(models.Model):
    """Which unit answers for a service type: a named one, or whoever governs the place.

    A route with a jurisdiction holds there only and goes before the general one.
    """

    service_type = models.ForeignKey(ServiceType, models.CASCADE, related_name="routes")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)
    level = models.CharField(max_length=12, choices=Jurisdiction.Level.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service_type", "jurisdiction"],
                name="one_route_a_place",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) ^ Q(level=""), name="unit_or_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_type_id} → {self.unit_id or self.level}"
