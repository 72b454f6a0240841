"""What hangs on a directive: steps, files, who may read it, and to whom a late one went up."""

from django.db import models
from django.db.models import Q

from kentongan.command.directives import Charge, Directive
from kentongan.people.models import User
from kentongan.places.models import Unit


class Step(models.Model):
    """A charge went on: into which state, by whom, when, and in which words."""

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=Charge.State.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True, help_text="where the step sets one")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "withdrawn"]) | ~Q(text=""),
                name="a_step_back_says_why",
            ),
            models.CheckConstraint(
                condition=Q(due_at=None) ^ Q(state__in=["issued", "returned"]),
                name="these_steps_set_a_due_date",
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"


class Enclosure(models.Model):
    """A picture, a PDF or a voice note, with the directive or with a report on it."""

    class Kind(models.TextChoices):
        PICTURE = "picture"
        DOCUMENT = "document"
        VOICE = "voice"

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="enclosures")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="enclosures")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    file = models.CharField(max_length=120, help_text="path below the city's media folder")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the stored file")
    type = models.CharField(max_length=60)
    name = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.file


class Reader(models.Model):
    """Who may read a directive: those of a unit, or one person. Written once, when it is issued."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="readers")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None) ^ Q(user=None), name="a_reader_is_a_unit_or_a_person"
            ),
            models.UniqueConstraint(
                fields=["directive", "unit", "user"],
                name="a_reader_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"reader {self.pk}"


class Climb(models.Model):
    """A late charge went up one step, to a unit above."""

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="climbs")
    step = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    due_at = models.DateTimeField(help_text="what was missed")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["charge", "due_at", "step"], name="a_charge_climbs_a_step_once"
            )
        ]

    def __str__(self) -> str:
        return f"climb {self.pk}"
