"""What hangs under a case from the start: the requests filed under it, and its clocks.

Append-only, like the acts beside them; only when a deadline was met, missed, stopped or replaced
is written later, and a filing moves when cases are joined or split (`voices.Move` says so).
"""

from django.db import models
from django.db.models import Q

from kentongan.catalogue.models import DeadlineRule
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User


class Filing(models.Model):
    """A service request placed under a case: one case, many voices."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="filings")
    service_request = models.OneToOneField(ServiceRequest, models.PROTECT, related_name="filing")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False)
    is_me_too = models.BooleanField(default=False, help_text="added to a case already known")


class Deadline(models.Model):
    """A promised moment, with the rule it follows and the sum that led to it."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="deadlines")
    binds = models.CharField(max_length=12, choices=DeadlineRule.Binds.choices)
    rule = models.ForeignKey(DeadlineRule, models.PROTECT, db_index=False)
    due_at = models.DateTimeField()
    set_at = models.DateTimeField()
    derivation = models.JSONField(default=dict)
    met_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True, help_text="while a pause runs")
    replaced_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", help_text="old moment"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "binds"],
                condition=Q(met_at=None, replaced_at=None),
                name="one_clock_of_a_kind",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(met_at=None, missed_at=None, stopped_at=None, replaced_at=None),
                name="deadlines_ahead",
            ),
            models.Index(
                fields=["missed_at"],
                condition=Q(met_at=None, replaced_at=None, missed_at__isnull=False),
                name="deadlines_behind",
            ),
        ]
