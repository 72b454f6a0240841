"""Printed forms: the batch they were printed in, when one came back, and what became of it.

A form has a number and nothing of a person. It is out until a row says otherwise, so paper that
vanishes stays on the list of its batch.
"""

from django.db import models
from django.db.models import Q

from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User
from kentongan.places.models import Unit


class PaperBatch(models.Model):
    """Forms that were printed together: by whom, for whom or what, how many."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=120, blank=True)
    size = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40, null=True, unique=True, help_text="of the form")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.size} forms of {self.at:%F}"


class PaperForm(models.Model):
    """One sheet."""

    number = models.CharField(max_length=8, unique=True)
    batch = models.ForeignKey(PaperBatch, models.PROTECT, related_name="forms")

    def __str__(self) -> str:
        return self.number


class PaperArrival(models.Model):
    """A sheet came back filled in; the day the city had it, from which its clocks run."""

    form = models.OneToOneField(PaperForm, models.PROTECT, related_name="arrival")
    day = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.form_id} came on {self.day}"


class PaperEnd(models.Model):
    """What became of a sheet; at most one holds. A void one that turns up again is taken back."""

    class What(models.TextChoices):
        ENTERED = "entered", "typed in: it is a service request now"
        LOST = "lost"
        SPOILED = "spoiled", "torn, wet, unreadable"
        BLANK = "blank", "came back with nothing on it"

    form = models.ForeignKey(PaperForm, models.PROTECT, related_name="ends")
    what = models.CharField(max_length=8, choices=What.choices)
    service_request = models.OneToOneField(
        ServiceRequest, models.PROTECT, null=True, related_name="paper"
    )
    day = models.DateField(null=True, help_text="when the city had it")
    written_on = models.DateField(null=True, help_text="the date on the sheet, if there is one")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form"], condition=Q(taken_back_at=None), name="one_end_of_a_form"
            ),
            models.CheckConstraint(
                condition=Q(what="entered", service_request__isnull=False, day__isnull=False)
                | ~Q(what="entered") & Q(service_request=None),
                name="what_is_entered_is_a_request",
            ),
            models.CheckConstraint(
                condition=~Q(what="entered") | Q(taken_back_at=None),
                name="what_is_entered_stays_so",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}: {self.what}"


class PaperDraft(models.Model):
    """What somebody is typing from a sheet, so that a dying browser loses nothing."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user_id)
