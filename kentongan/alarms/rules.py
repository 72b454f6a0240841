"""When to raise an alarm, and what it asks of whom: without an answer to that there is no rule.

"Every alarm requires an operator's response" (ANSI/ISA-18.2-2016; EEMUA 191): what requires none is
information. So cause, consequence, response, time and owner are not remarks but conditions.
"""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q, Value

from kentongan.alarms.folding import Comparison, Setting
from kentongan.people.models import User
from kentongan.places.models import Unit

DAY_S = 86_400


class Priority(models.TextChoices):
    """How soon and how badly; three, as EEMUA 191 advises."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Side(models.TextChoices):
    """On which side of the threshold it is abnormal."""

    AT_LEAST = Comparison.AT_LEAST.value
    AT_MOST = Comparison.AT_MOST.value


def _says(field: str) -> Func:
    """Whether any language of a wording has a visible character."""
    path = Value('$.* ? (@ like_regex "\\\\S")')
    return Func(F(field), path, function="jsonb_path_exists", output_field=models.BooleanField())


class AlarmRule(models.Model):
    """One version of a rule. A change is a new version; the newest holds, the others stay."""

    WORDED: ClassVar = ("names", "cause", "consequence", "response")

    key = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    names = models.JSONField()
    signal = models.CharField(max_length=40, help_text="what is looked at; `senses` knows them")
    point = models.CharField(max_length=60, blank=True, help_text="which of them; empty: each")
    comparison = models.CharField(max_length=8, choices=Side.choices)
    threshold = models.FloatField()
    deadband = models.FloatField(help_text="how far beyond the threshold it is normal again")
    on_delay_s = models.PositiveIntegerField()
    off_delay_s = models.PositiveIntegerField()
    cause = models.JSONField()
    consequence = models.JSONField(help_text="of doing nothing")
    response = models.JSONField(help_text="what the operator does")
    available_min = models.PositiveSmallIntegerField(help_text="minutes in which it still helps")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    priority = models.CharField(max_length=6, choices=Priority.choices)
    is_active = models.BooleanField(default=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    why = models.TextField(help_text="why it is as it is now")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="a_rules_version_once"),
            models.CheckConstraint(condition=Q(_says("names")), name="alarm_rule_has_a_name"),
            models.CheckConstraint(condition=Q(_says("cause")), name="alarm_rule_says_cause"),
            models.CheckConstraint(
                condition=Q(_says("consequence")), name="alarm_rule_says_consequence"
            ),
            models.CheckConstraint(condition=Q(_says("response")), name="alarm_rule_says_response"),
            models.CheckConstraint(
                condition=Q(priority__in=Priority.values), name="alarm_rule_has_priority"
            ),
            models.CheckConstraint(
                condition=Q(comparison__in=Side.values), name="alarm_rule_compares"
            ),
            models.CheckConstraint(
                condition=Q(available_min__gte=1), name="alarm_rule_leaves_time"
            ),
            models.CheckConstraint(
                condition=Q(deadband__gte=0, on_delay_s__lte=DAY_S, off_delay_s__lte=DAY_S),
                name="alarm_rule_delays_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(signal="") & ~Q(key="") & ~Q(why=""), name="alarm_rule_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"

    @property
    def setting(self) -> Setting:
        """What `folding` reckons with."""
        return Setting(
            Comparison(self.comparison),
            self.threshold,
            self.deadband,
            timedelta(seconds=self.on_delay_s),
            timedelta(seconds=self.off_delay_s),
        )

    @property
    def available(self) -> timedelta:
        """How long an answer still helps."""
        return timedelta(minutes=self.available_min)


def newest() -> "models.QuerySet[AlarmRule]":
    """Return the newest version of every rule, those taken out of service too."""
    return AlarmRule.objects.order_by("key", "-version").distinct("key")
