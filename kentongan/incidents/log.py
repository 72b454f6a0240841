"""What the room writes down while an incident goes on: lines of the log, steps ticked off."""

from django.db import models
from django.db.models import Q

from kentongan.incidents.incident import Incident
from kentongan.incidents.kinds import Step
from kentongan.people.models import User


class LogLine(models.Model):
    """Who wrote what, when; never changed, for it is the record of the night."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="log", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["incident", "at"], name="log_of_incident")]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.at:%F %T}"


class Tick(models.Model):
    """A step of the checklist that was done, by whom; undone, it stays as a row."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="ticks")
    step = models.ForeignKey(Step, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "step"],
                condition=Q(undone_at=None),
                name="a_step_is_ticked_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.step_id}"
