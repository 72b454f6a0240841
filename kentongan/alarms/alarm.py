"""An alarm and each of its steps.

An alarm's own columns say how it stands; each step repeats them as they were after it, so that the
last step before a moment is the whole of what was known then.
"""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from kentongan.alarms import folding
from kentongan.alarms.rules import AlarmRule
from kentongan.people.models import User

LONGEST_SHELF = timedelta(hours=24)
"""Our own choice; a shelf without an end is how an alarm is forgotten."""


class State(models.TextChoices):
    """Where it stands; `folding` says what may follow."""

    ACTIVE = folding.State.ACTIVE.value
    ACKNOWLEDGED = folding.State.ACKNOWLEDGED.value
    RETURNED = folding.State.RETURNED.value
    SHELVED = folding.State.SHELVED.value
    SUPPRESSED = folding.State.SUPPRESSED.value
    CLEARED = folding.State.CLEARED.value


class Condition(models.Model):
    """How an alarm stands, now or after a step."""

    state = models.CharField(max_length=12, choices=State.choices)
    is_standing = models.BooleanField(help_text="whether what it tells of is still so")
    is_stale = models.BooleanField(default=False, help_text="nobody can say by now")
    value = models.FloatField(null=True)
    due_at = models.DateTimeField(help_text="by when an answer still helps")
    until = models.DateTimeField(null=True, help_text="end of the shelf it is on")
    assigned_to = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True


class Alarm(Condition):
    """One occurrence: from the moment it was raised until it is over."""

    rule = models.ForeignKey(AlarmRule, models.PROTECT, related_name="alarms")
    key = models.SlugField(max_length=60, db_index=False, help_text="the rule's")
    point = models.CharField(max_length=60, blank=True)
    evidence = models.CharField(max_length=80, blank=True, help_text="which row it rests on")
    raised_at = models.DateTimeField()
    changed_at = models.DateTimeField(help_text="of the last step; none is written before it")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "point"], condition=Q(closed_at=None), name="one_alarm_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="cleared", closed_at__isnull=False)
                | ~Q(state="cleared") & Q(closed_at=None),
                name="cleared_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="shelved", until__isnull=False) | ~Q(state="shelved"),
                name="a_shelf_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["raised_at"], name="alarms_by_moment"),
            models.Index(fields=["closed_at"], name="alarms_by_end"),
            models.Index(fields=["key", "raised_at"], name="alarms_of_a_rule"),
        ]

    def __str__(self) -> str:
        return f"alarm {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is not over."""
        return self.closed_at is None

    @property
    def wants_answer(self) -> bool:
        """Whether nobody has said yet that they have it."""
        return self.state in (State.ACTIVE, State.RETURNED)


class AlarmStep(Condition):
    """One thing that happened to an alarm, and how it stood then. Written once."""

    alarm = models.ForeignKey(Alarm, models.PROTECT, related_name="steps", db_index=False)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in folding.Kind])
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["alarm", "-at", "-id"], name="steps_of_an_alarm"),
            models.Index(fields=["kind", "at"], name="steps_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="shelved")
                | ~Q(reason="")
                & Q(until__gt=F("at"), until__lte=F("at") + LONGEST_SHELF, by__isnull=False),
                name="shelved_says_why_and_until",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.alarm_id}"
