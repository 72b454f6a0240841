"""The numbers people wait with at a counter, and what becomes of them.

A ticket says nothing of who holds it: what they tell becomes a report, with a reporter of its own.
"""

from django.db import models
from django.db.models import Q

from kentongan.counter.offices import Office, Seat, Tablet
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User

__all__ = [
    "IN_HAND",
    "Day",
    "Hearing",
    "Office",
    "Seat",
    "State",
    "Tablet",
    "Ticket",
    "TicketDraft",
]


class Day(models.Model):
    """The last number that an office has handed out on a day; locked by whoever takes the next."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="days")
    date = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "date"], name="a_day_once_at_an_office")
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.date}"


class State(models.TextChoices):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served", "being served"
    DONE = "done"
    ABSENT = "absent", "called, and nobody came"


IN_HAND = (State.CALLED, State.SERVED)


class Hearing(models.TextChoices):
    """How somebody wishes to hear the answer."""

    CALL = "call", "somebody rings them up"
    SMS = "sms"
    PICK_UP = "pick_up", "they come to the counter"


class Ticket(models.Model):
    """A number to wait with, and what became of it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="tickets")
    date = models.DateField()
    number = models.PositiveIntegerField()
    letter = models.CharField(max_length=1)
    is_priority = models.BooleanField(default=False, help_text="elderly, disabled, pregnant")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    key = models.CharField(max_length=40, blank=True, help_text="of the form it was taken with")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    called_at = models.DateTimeField(null=True, help_text="the last time")
    first_called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    clerk = models.ForeignKey(User, models.PROTECT, null=True, related_name="tickets")
    window = models.CharField(max_length=12, blank=True)
    served_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    service_request = models.ForeignKey(
        ServiceRequest, models.PROTECT, null=True, related_name="tickets"
    )
    shows_code = models.BooleanField(default=False, help_text="told here, or they said the code")
    hearing = models.CharField(max_length=8, choices=Hearing.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "date", "number"], name="a_number_once_a_day_at_an_office"
            ),
            models.UniqueConstraint(
                fields=["clerk"],
                condition=Q(state__in=("called", "served")),
                name="a_clerk_serves_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "date", "-is_priority", "number"],
                condition=Q(state="waiting"),
                name="tickets_that_wait",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number as it is printed and called out: `A012`."""
        return f"{self.letter}{self.number:03}"

    @property
    def waited_seconds(self) -> int | None:
        """How long they waited for the first call; None while they still wait."""
        if self.first_called_at is None:
            return None
        return int((self.first_called_at - self.taken_at).total_seconds())


class TicketDraft(models.Model):
    """What has been typed for a ticket so far; emptied once it has become something."""

    ticket = models.OneToOneField(Ticket, models.PROTECT, related_name="draft")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.pk}"
