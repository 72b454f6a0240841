"""Rules, as rows: what is promised, and what the city sets itself besides."""

from datetime import date

from django.db import models
from django.db.models import F, Q


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
        "catalogue.ServiceType", models.CASCADE, null=True, related_name="deadline_rules"
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

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class CityRule(models.Model):
    """What the city sets itself besides its promises, as dated, cited data (`city_rules`)."""

    sets = models.CharField(max_length=30, help_text="objection_days, audit_percent …")
    amount = models.PositiveIntegerField(help_text="in the unit that the name ends in")
    source = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="last day it holds")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sets", "valid_from"], name="a_rule_begins_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_city_rule_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sets} {self.amount}"

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
