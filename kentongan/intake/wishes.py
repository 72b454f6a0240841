"""What reporters may ask about their own data, and until when they are to have it.

UU 27/2022 on personal data gives 3×24 hours, by the wall clock: weekends and holidays count.
"""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from kentongan.people.models import User

ALLOWED = timedelta(hours=72)
"""3×24 hours (UU 27/2022 on the protection of personal data)."""


class DataRequest(models.Model):
    """A reporter's wish about their data, worked off by somebody in charge of data."""

    class Kind(models.TextChoices):
        CORRECT = "correct"
        RESTRICT = "restrict"
        ERASE = "erase"

    class Outcome(models.TextChoices):
        DONE = "done"
        DECLINED = "declined"

    service_request = models.ForeignKey(
        "intake.ServiceRequest", models.PROTECT, related_name="data_requests"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words_too = models.BooleanField(default=False, help_text="erase the words and photos as well")
    text = models.TextField(blank=True, help_text="what is to be corrected")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    missed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True, help_text="why not, or what was done")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service_request", "kind"],
                condition=Q(ended_at=None),
                name="one_open_wish_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | Q(ended_at__isnull=False) & ~Q(outcome=""),
                name="an_ended_wish_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("received_at")), name="a_wish_has_its_time"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(ended_at=None), name="wishes_open")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.service_request_id}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.ended_at is None

    def is_late(self, at: datetime) -> bool:
        """Whether its hours have gone by unused."""
        return self.ended_at is None and self.due_at < at
