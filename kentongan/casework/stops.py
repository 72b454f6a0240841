"""What happens to a case's clocks: they stop for a reason and a while, and misses go upward."""

from django.db import models
from django.db.models import Q

from kentongan.casework.acts import Happening
from kentongan.casework.rows import Deadline
from kentongan.people.models import User
from kentongan.places.models import Unit


class Pause(Happening):
    """The city's clocks stand still: why, since when, and no longer than until when."""

    class Reason(models.TextChoices):
        REPORTER = "reporter", "waiting for the reporter"
        AUTHORITY = "authority", "waiting for another authority"
        FORCE_MAJEURE = "force_majeure"

    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=16, choices=Reason.choices)
    text = models.TextField(blank=True)
    limit_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_running_pause"
            )
        ]
        indexes = [
            models.Index(fields=["limit_at"], condition=Q(ended_at=None), name="pauses_running"),
            models.Index(fields=["at"], name="pauses_begun"),
        ]


class Reminder(models.Model):
    """Told before it is too late; once for each deadline."""

    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="reminder")
    at = models.DateTimeField()


class Escalation(models.Model):
    """Handed upward after a miss or a dispute: officer, head of unit, secretary, mayor's list."""

    class Step(models.IntegerChoices):
        HEAD = 1, "head of the unit"
        SECRETARY = 2
        MAYOR = 3, "the mayor's list"

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="escalations")
    deadline = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="escalations")
    step = models.PositiveSmallIntegerField(choices=Step.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deadline", "step"], name="escalated_once_a_step")
        ]
