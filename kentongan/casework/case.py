"""The case: a row of pointers to where the work stands, and of what the queue is sorted by."""

from datetime import datetime

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from kentongan.casework.acts import Disposition
from kentongan.casework.indexes import POINT, PointIndex, StoredWords, queue_index
from kentongan.casework.selecting import CaseQuerySet
from kentongan.catalogue.models import ServiceType
from kentongan.people.models import User
from kentongan.places.models import Jurisdiction, Unit


class Stage(models.TextChoices):
    """What a case waits for. The row behind it says who brought it there, when and why."""

    RECEIVED = "received"
    VERIFIED = "verified"
    ASSIGNED = "assigned"
    ASKED = "asked"
    CLAIMED = "claimed"
    CLOSED = "closed"


class Cases(models.Manager["Case"]):
    """Every case, without the words' index form, which only the database reads."""

    def get_queryset(self) -> models.QuerySet["Case"]:
        """Return all cases."""
        return super().get_queryset().defer("search")


DONE = (Disposition.Outcome.CONFIRMED, Disposition.Outcome.UNOPPOSED)
"""The outcomes of work that was done; every number says which of the two."""


class Case(models.Model):
    """One matter to work on, under which one or many service requests are filed."""

    reference = models.CharField(max_length=12)
    service_type = models.ForeignKey(ServiceType, models.PROTECT, db_index=False)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    kecamatan = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False)
    officer = models.ForeignKey(User, models.PROTECT, null=True)
    channel = models.CharField(max_length=12, help_text="of the first request")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.RECEIVED)
    words = models.TextField(blank=True, help_text="of the first request, for those at work")
    address = models.CharField(max_length=300, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    opened_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="the next unmet deadline; once closed, the last")
    promised_at = models.DateTimeField(null=True, help_text="what the reporter was promised")
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    voices = models.PositiveIntegerField(default=1)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")
    paused_until = models.DateTimeField(null=True, help_text="while a pause runs, its limit")
    step = models.PositiveSmallIntegerField(default=0, help_text="how far up it was handed")
    is_oversight = models.BooleanField(default=False, help_text="for the inspectorate alone")
    is_confidential = models.BooleanField(default=False, help_text="for the unit and the gate")
    is_public = models.BooleanField(default=False)
    public_words = models.TextField(blank=True, help_text="screened by the verifier")
    public_lat = models.FloatField(null=True)
    public_lon = models.FloatField(null=True)
    public_cell = models.BigIntegerField(null=True, help_text="H3, resolution 9")
    search = StoredWords(
        expression=SearchVector("words", "address", config="indonesian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = Cases.from_queryset(CaseQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="case_referred_to_once"),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_at__isnull=False)
                | ~Q(stage=Stage.CLOSED) & Q(closed_at=None, outcome=""),
                name="closed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(is_public=True)
                | Q(public_words="", public_lat=None, public_lon=None, public_cell=None),
                name="private_shows_nothing",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(is_confidential=False),
                name="confidential_is_never_public",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(is_oversight=False),
                name="oversight_is_never_public",
            ),
        ]
        # The composites below begin with every foreign key that has no index of its own.
        indexes = [
            queue_index("queue", carried=("kecamatan", "jurisdiction", "unit", "service_type")),
            queue_index("queue_of_stage", "stage"),
            queue_index("queue_of_unit", "unit"),
            queue_index("queue_of_place", "jurisdiction"),
            queue_index("queue_of_kecamatan", "kecamatan"),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(closed_at=None, step__gt=0),
                name="queue_handed_up",
            ),
            models.Index(fields=["opened_at", "id"], name="by_opening"),
            models.Index(fields=["unit", "opened_at", "id"], name="by_unit"),
            models.Index(fields=["service_type", "opened_at", "id"], name="by_type"),
            models.Index(fields=["kecamatan", "opened_at", "id"], name="by_kecamatan"),
            models.Index(fields=["jurisdiction", "opened_at", "id"], name="by_place"),
            models.Index(
                fields=["closed_at"], condition=Q(closed_at__isnull=False), name="by_closing"
            ),
            models.Index(
                fields=["outcome", "closed_at", "id"],
                condition=Q(closed_at__isnull=False),
                name="by_outcome",
            ),
            models.Index(
                fields=["opened_at", "id"], condition=Q(is_public=True), name="public_by_opening"
            ),
            models.Index(
                fields=["updated_at", "id"], condition=Q(is_public=True), name="public_by_change"
            ),
            PointIndex(condition=Q(is_public=True), name="public_by_point"),
            PointIndex(POINT, condition=Q(closed_at=None), name="open_by_point"),
            GinIndex(fields=["search"], name="by_words"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return self.closed_at is None

    def is_late(self, at: datetime) -> bool:
        """Whether a promise has been broken and the work is not done."""
        return self.closed_at is None and self.due_at < at
