"""A visit: a day, who goes, and the stops in their order, each with what was found there.

Whatever was planned and not reached stays open: it is marked as left over and offered again.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kentongan.casework.models import Case
from kentongan.people.models import User
from kentongan.places.models import Unit


class Visit(models.Model):
    """Somebody of a unit goes out to look."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    note = models.TextField(blank=True)
    goers: "models.ManyToManyField[User, models.Model]" = models.ManyToManyField(
        User, related_name="+"
    )
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    set_out_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True, help_text="ended or called off")
    is_called_off = models.BooleanField(default=False)
    reason = models.TextField(blank=True, help_text="why it was called off")

    class Meta:
        indexes = [models.Index(fields=["unit", "day"], name="visits_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_called_off=False) | Q(over_at__isnull=False) & ~Q(reason=""),
                name="called_off_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    @property
    def is_ahead(self) -> bool:
        """Whether its stops may still be changed or told of."""
        return self.over_at is None


class Stop(models.Model):
    """A case to look at on a visit, and what was found."""

    class Purpose(models.TextChoices):
        LOOK = "look", "look whether it is as reported"
        CHECK = "check", "look whether a claim is true"
        SPEAK = "speak", "speak with the reporter"
        OTHER = "other"

    class Outcome(models.TextChoices):
        AS_TOLD = "as_told"
        OTHERWISE = "otherwise", "not as told"
        NOBODY = "nobody", "nobody was there"
        UNREACHED = "unreached", "could not get there"

    NEEDS_WORDS: ClassVar = (Outcome.OTHERWISE, Outcome.UNREACHED)

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="stops")
    case = models.ForeignKey(Case, models.PROTECT, related_name="visited")
    position = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    text = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    lat = models.FloatField(null=True, help_text="where the visitor's device was")
    lon = models.FloatField(null=True)
    is_left = models.BooleanField(default=False, help_text="not reached; offered again")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "case"], name="one_stop_at_a_case"),
            models.CheckConstraint(
                condition=Q(outcome="", told_at=None, told_by=None)
                | ~Q(outcome="") & Q(told_at__isnull=False, told_by__isnull=False),
                name="a_stop_says_who_told_when",
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                name="a_stops_point_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["case"], condition=Q(is_left=True), name="stops_left_over")]

    def __str__(self) -> str:
        return f"stop {self.pk}"


class StopPhoto(models.Model):
    """What a visitor saw: re-encoded pixels, nothing else, named by their hash."""

    stop = models.ForeignKey(Stop, models.PROTECT, related_name="photos")
    file = models.CharField(max_length=120, help_text="path below the city's media folder")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the stored file")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stop", "digest"], name="stop_photo_kept_once")
        ]

    def __str__(self) -> str:
        return self.file
