"""Who tells of an event: reports as the grouping saw them, and under which incident they stand.

A trace holds no words and no point: those are read where they are kept, and erased with it.
"""

from django.db import models
from django.db.models import Q

from kentongan.incidents.incident import Incident, Merge, Split
from kentongan.incidents.kinds import Kind
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User
from kentongan.places.models import Jurisdiction


class Bookmark(models.Model):
    """How far the journal has been read. One row; who holds it places witnesses, nobody else."""

    xact = models.BigIntegerField(default=0)
    entry = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_incidents_bookmark")]

    def __str__(self) -> str:
        return f"{self.xact}-{self.entry}"


class Trace(models.Model):
    """A report that may tell of an event, seen once however often the journal is read."""

    service_request = models.OneToOneField(ServiceRequest, models.PROTECT, related_name="trace")
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+", db_index=False)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    cell = models.BigIntegerField(null=True, help_text="of a grid as wide as the kind's radius")
    at = models.DateTimeField()
    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, related_name="traces", help_text="where it stands now"
    )
    is_by_hand = models.BooleanField(default=False, help_text="the grouping leaves it where it is")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "cell", "at"], name="traces_by_cell"),
            models.Index(fields=["kind", "jurisdiction", "at"], name="traces_by_place"),
        ]

    def __str__(self) -> str:
        return f"trace of {self.service_request_id}"


class Witness(models.Model):
    """A report under an incident, for a time, and why."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="witnesses", db_index=False)
    trace = models.ForeignKey(Trace, models.PROTECT, related_name="witnesses")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, help_text="none: grouped"
    )
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    why = models.JSONField(default=dict, help_text="parts of the score: place, time, words")
    merge = models.ForeignKey(Merge, models.PROTECT, null=True, related_name="moved")
    split = models.ForeignKey(Split, models.PROTECT, null=True, related_name="moved")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trace"], condition=Q(until=None), name="a_report_witnesses_one_incident"
            )
        ]
        indexes = [models.Index(fields=["incident", "since"], name="witnesses_of_incident")]

    def __str__(self) -> str:
        return f"{self.trace_id} under {self.incident_id}"
