"""The rows of what was done to a case: one class for each act, none ever changed.

Only a question's reply is written later, once.
"""

from django.db import models
from django.db.models import Q

from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User
from kentongan.places.models import Unit


class Happening(models.Model):
    """What every row of something that happened to a case holds."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="%(class)ss")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Act(Happening):
    """What somebody at work did."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

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

    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    reason = models.TextField()


class Assignment(Act):
    """Given into somebody's hands within the responsible unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    instruction = models.TextField(blank=True)


class Inquiry(Act):
    """A question to the reporter, and the reply once it has come."""

    question = models.TextField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(
        ServiceRequest,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="the voice that replied; no other reads what it said",
    )

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


class Disposition(Happening):
    """How it ended, by whom, and why. A clock or a reporter ends a claimed case: then `by` is null.

    Done is what somebody else has confirmed, or what nobody opposed within the reply window.
    """

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed"
        UNOPPOSED = "unopposed"
        REFUSED = "refused"
        REFERRED = "referred", "forwarded away to another authority"
        SET_ASIDE = "set_aside"
        JOINED = "joined"

    class Reason(models.TextChoices):
        INCOMPLETE = "incomplete"
        NOT_OURS = "not_ours"
        DUPLICATE = "duplicate"
        UNFOUNDED = "unfounded"
        ABUSIVE = "abusive"
        IN_COURT = "in_court"

    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="refused") ^ Q(reason=""), name="a_refusal_has_a_reason"
            )
        ]


class Reopening(Happening):
    """The end, or the claim, was not the end. `by` is null where a reporter's dispute did it."""

    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.TextField()
    was_outcome = models.CharField(max_length=12, blank=True, help_text="empty: it was a claim")
    voices = models.PositiveIntegerField(default=0, help_text="voices that disputed")
