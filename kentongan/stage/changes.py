"""What rules propose, what people decide about it, and what was published: each row written once.

The stage of a moment is the level of the last change before it; before the first it is 1.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q

from kentongan.people.models import User
from kentongan.stage.stages import NORMAL, WORST


class Outcome(models.TextChoices):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    OVERTAKEN = "overtaken", "another stage was decided"
    WITHDRAWN = "withdrawn", "its ground was gone before anybody answered"


class StageProposal(models.Model):
    """A rule says that another stage would be right, and on what ground.

    Until `ceased_at` its ground stands, answered or not, and it is not proposed again.
    """

    was = models.PositiveSmallIntegerField(help_text="the stage when it was proposed")
    level = models.PositiveSmallIntegerField()
    evidence = models.JSONField(help_text="signals, points, numbers and the rows they rest on")
    proposed_at = models.DateTimeField()
    held_at = models.DateTimeField(help_text="when its ground was last seen to stand")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True, help_text="why it was refused")
    ceased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level"], condition=Q(settled_at=None), name="one_open_proposal_a_level"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="a_settled_proposal_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(reason="") & Q(settled_by__isnull=False),
                name="a_refusal_says_who_and_why",
            ),
            models.CheckConstraint(condition=~Q(level=F("was")), name="a_proposal_proposes_change"),
        ]
        indexes = [models.Index(fields=["-proposed_at"], name="proposals_latest")]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def is_up(self) -> bool:
        """Whether it is for a worse stage than the one that held."""
        return self.level > self.was

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it and its ground stands."""
        return self.settled_at is None


class StageChange(models.Model):
    """A named person decided the stage, for a reason everybody may read."""

    was = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField()
    reason = models.TextField()
    proposal = models.ForeignKey(StageProposal, models.PROTECT, null=True, related_name="changes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=NORMAL, level__lte=WORST) & ~Q(level=F("was")),
                name="a_change_changes",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_change_says_why"),
        ]
        indexes = [models.Index(fields=["-decided_at"], name="stage_changes_latest")]

    def __str__(self) -> str:
        return f"stage change {self.pk}"


class StageMessage(models.Model):
    """A CAP message as it went out, signed; the journal holds its SHA-256."""

    change = models.ForeignKey(StageChange, models.PROTECT, related_name="messages")
    identifier = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=6, help_text="Alert, Update or Cancel")
    sender = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    body = models.BinaryField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the body")

    class Meta:
        indexes = [models.Index(fields=["-sent_at"], name="stage_messages_latest")]

    def __str__(self) -> str:
        return self.identifier


class StageLookout(models.Model):
    """What the watch keeps in mind between two looks. One row, and the lock of whoever decides."""

    looked_at = models.DateTimeField(null=True)
    lower_since = models.DateTimeField(null=True, help_text="no ground for the present stage")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_lookout")]

    def __str__(self) -> str:
        return f"looked {self.looked_at}"


def latest_change(**until: Any) -> StageChange | None:
    """Return the change by which the present stage holds (one statement).

    :param until: `decided_at__lte` for a past moment
    """
    rows = StageChange.objects.filter(**until).select_related("decided_by")
    return rows.order_by("-decided_at", "-pk").first()
