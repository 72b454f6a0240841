"""Service types, their questions, their route and their dated, cited promises."""

from django.db import models
from django.db.models import F, Q

from kentongan.places.models import Jurisdiction, Unit


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


class DeadlineRule(models.Model):
    """What is promised, as dated, cited data: the law changes, the code does not.

    Of the rules that hold on a day the one for the service type goes before the one for its kind
    of matter, and that before the general one, which names neither.
    """

    class Binds(models.TextChoices):
        VERIFY = "verify", "read and verified"
        FORWARD = "forward", "in the hands of whoever does it"
        FIRST_ANSWER = "first_answer"
        ACT = "act", "the work is claimed done; what the reporter is promised"
        REPLY = "reply", "the reporters' window to oppose a claim"

    class Matter(models.TextChoices):
        INFORMATION = "information"
        ORDINARY = "ordinary"
        OVERSIGHT = "oversight", "berkadar pengawasan"
        EMERGENCY = "emergency"
        PUBLIC_ROOM = "public_room", "Ruang Rakyat"

    class TermUnit(models.TextChoices):
        WORKING_DAYS = "working_days"
        WORKING_HOURS = "working_hours"
        HOURS = "hours", "on the wall clock"

    class OnOpen(models.TextChoices):
        KEEP = "keep", "cases already open keep the rule they were opened under"
        TAKE = "take", "cases already open take the new rule"

    binds = models.CharField(max_length=12, choices=Binds.choices)
    service_type = models.ForeignKey(
        ServiceType, models.CASCADE, null=True, related_name="deadline_rules"
    )
    matter = models.CharField(max_length=12, choices=Matter.choices, blank=True)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=13, choices=TermUnit.choices)
    on_open = models.CharField(max_length=4, choices=OnOpen.choices, default=OnOpen.KEEP)
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="last day it holds")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_term_has_length"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_rule_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(service_type=None) | Q(matter=""), name="a_type_has_its_matter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.binds} {self.amount} {self.unit}"
