"""The append-only rows behind a case: each says who, when and why, and none is ever changed.

Only four columns are written later, each once: when a deadline was met, missed or replaced, and
what a reporter replied.
"""

from django.db import models
from django.db.models import Q

from kentongan.catalogue.models import DeadlineRule
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User
from kentongan.places.models import Unit


class Filing(models.Model):
    """A service request placed under a case: one case, many voices."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="filings")
    service_request = models.OneToOneField(ServiceRequest, models.PROTECT, related_name="filing")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True)


class Deadline(models.Model):
    """A promised moment, with the rule it follows and the sum that led to it."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="deadlines")
    binds = models.CharField(max_length=12, choices=DeadlineRule.Binds.choices)
    rule = models.ForeignKey(DeadlineRule, models.PROTECT)
    due_at = models.DateTimeField()
    set_at = models.DateTimeField()
    derivation = models.JSONField(default=dict)
    met_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

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
                condition=Q(met_at=None, missed_at=None, replaced_at=None),
                name="deadlines_ahead",
            )
        ]


class Act(models.Model):
    """What every row of an act holds."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="%(class)ss")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Verification(Act):
    """Somebody has read it and found it to be a matter for the city."""

    is_public = models.BooleanField()
    public_words = models.TextField(blank=True)


class Correction(Act):
    """The type or the place was wrong; what it was and what it became, by id."""

    was = models.JSONField()
    became = models.JSONField()


class Transfer(Act):
    """Handed to another responsible unit, with the reason."""

    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.TextField()


class Assignment(Act):
    """Given into somebody's hands within the responsible unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    officer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    instruction = models.TextField(blank=True)


class Inquiry(Act):
    """A question to the reporter, and the reply once it has come."""

    question = models.TextField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(replied_at=None), name="one_open_question"
            )
        ]


class Answer(Act):
    """Words to the reporter while the work goes on."""

    text = models.TextField()


class Note(Act):
    """Words among those at work; never shown to the public."""

    text = models.TextField()


class Disposition(Act):
    """How it ended: done, or refused with a reason."""

    class Outcome(models.TextChoices):
        DONE = "done"
        REFUSED = "refused"

    class Reason(models.TextChoices):
        INCOMPLETE = "incomplete"
        NOT_OURS = "not_ours"
        DUPLICATE = "duplicate"
        UNFOUNDED = "unfounded"
        ABUSIVE = "abusive"
        IN_COURT = "in_court"

    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    text = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="refused") ^ Q(reason=""), name="a_refusal_has_a_reason"
            )
        ]


class Reopening(Act):
    """The end was not the end."""

    reason = models.TextField()
