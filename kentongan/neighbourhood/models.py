"""Who heads an RT or RW, which cases lie in one, and whom a head helped to report.

Heads are neighbours and no officials: nothing here counts what they do.
"""

from django.db import models
from django.db.models import Q

from kentongan.casework.models import Case, Verdict
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User
from kentongan.places.models import Neighbourhood


class Headship(models.Model):
    """Somebody is the head of an RT or RW, from a moment until it ends. Ended, never deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="headships")
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="headships")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood", "user"],
                condition=Q(ended_at=None),
                name="heads_a_neighbourhood_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("began_at")),
                name="a_headship_ends_after_it_began",
            ),
        ]


class Belonging(models.Model):
    """In which RT or RW a case lies, and how that is known."""

    class How(models.TextChoices):
        SAID = "said", "the reporter named it"
        DRAWN = "drawn", "the point lies within its outline"
        TAKEN = "taken", "its head said so"

    case = models.OneToOneField(Case, models.PROTECT, related_name="belonging")
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(how="taken", by__isnull=False) | ~Q(how="taken") & Q(by=None),
                name="only_a_head_takes_a_case",
            )
        ]


class Help(models.Model):
    """A report made with the help of a head of RT or RW; it stays the person's own."""

    service_request = models.OneToOneField(
        ServiceRequest, models.PROTECT, related_name="neighbourly_help"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", db_index=False
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()


class Bookmark(models.Model):
    """How far the journal was read to see where new cases lie. One row."""

    xact = models.BigIntegerField(default=0)
    entry = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_mark_of_neighbourhoods")]


class VerdictPhoto(models.Model):
    """What a head saw who judged a repair: re-encoded pixels, nothing else, named by their hash."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="neighbour_photos")
    file = models.CharField(max_length=120, help_text="path below the city's media folder")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the stored file")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["verdict", "digest"], name="verdict_photo_kept_once")
        ]

    def __str__(self) -> str:
        return self.file
