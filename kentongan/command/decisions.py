"""Decisions (*keputusan*) with what was known when they were made, and the questions before them.

The database itself refuses to change or remove a decision (migration `0001`).
"""

from django.db import models
from django.db.models import Q

from kentongan.command.subjects import Subject
from kentongan.people.models import User
from kentongan.places.models import Unit


class Question(models.Model):
    """What a unit asks the mayor to decide: the options, and what waits for it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    words = models.TextField()
    options = models.JSONField(default=list, help_text="sentences to choose from")
    blocks = models.TextField(blank=True, help_text="what cannot go on meanwhile")
    needed_by = models.DateTimeField(null=True)
    about_kind = models.CharField(max_length=12, choices=Subject.choices, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    about_address = models.CharField(max_length=300, blank=True)
    about_title = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, help_text="decided or taken back")
    reason = models.TextField(blank=True, help_text="why it was taken back")

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at"], condition=Q(closed_at=None), name="questions_awaiting"
            )
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Decision(models.Model):
    """What was decided, why, by whom; `known` is what the wall showed at that moment."""

    question = models.OneToOneField(Question, models.PROTECT, null=True, related_name="decision")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField()
    words = models.TextField()
    reason = models.TextField()
    about_kind = models.CharField(max_length=12, choices=Subject.choices, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    about_address = models.CharField(max_length=300, blank=True)
    about_title = models.CharField(max_length=200, blank=True)
    known = models.TextField(help_text="JSON: the wall at that moment, and the cited rows")
    digest = models.CharField(max_length=64, help_text="SHA-256 over all of it")

    class Meta:
        indexes = [models.Index(fields=["-decided_at"], name="decisions_latest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(reason=""), name="a_decision_says_what_and_why"
            )
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"
