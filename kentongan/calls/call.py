"""Calls as a PBX tells of them: one row for each call, one for each thing that was told of it.

A call is the fold of its events: the moments stand where some event named them, and the state
follows from the moments, so that late, double and disordered events lead to the same row.
"""

from django.db import models
from django.db.models import Q

from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User


class State(models.TextChoices):
    """Where a call stands."""

    OFFERED = "offered"
    QUEUED = "queued"
    RINGING = "ringing"
    ANSWERED = "answered"
    HELD = "held"
    ENDED = "ended"
    ABANDONED = "abandoned", "ended before anybody answered"


WAITING = (State.OFFERED, State.QUEUED, State.RINGING)
OPEN = (*WAITING, State.ANSWERED, State.HELD)


class Purpose(models.TextChoices):
    """What a caller wanted, as the operator noted it."""

    REPORT = "report"
    STATUS = "status"
    INFORMATION = "information"
    EMERGENCY = "emergency"
    NOTHING = "nothing", "wrong number, silence"


class Call(models.Model):
    """One call, by the PBX that told of it and the PBX's own id."""

    class Direction(models.TextChoices):
        IN = "in"
        OUT = "out"

    pbx = models.SlugField(max_length=40, help_text="which exchange told of it")
    pbx_call_id = models.CharField(max_length=200)
    direction = models.CharField(max_length=3, choices=Direction.choices, default=Direction.IN)
    number = models.CharField(max_length=40, blank=True, help_text="the caller's; erasable")
    dialled = models.CharField(max_length=40, blank=True)
    queue = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    offered_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True)
    ringing_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    agent = models.ForeignKey(User, models.PROTECT, null=True, related_name="calls")
    is_backfilled = models.BooleanField(default=False, help_text="told later, from records")
    purpose = models.CharField(max_length=12, choices=Purpose.choices, blank=True)
    note = models.TextField(blank=True)
    service_request = models.ForeignKey(
        ServiceRequest, models.PROTECT, null=True, related_name="calls"
    )
    wrapped_up_at = models.DateTimeField(null=True)
    called_back_at = models.DateTimeField(null=True)
    called_back_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    handed_to_emergency_at = models.DateTimeField(null=True)
    may_record = models.BooleanField(null=True, help_text="what the caller said when asked")
    recording = models.CharField(max_length=200, blank=True, help_text="the PBX's name for it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pbx", "pbx_call_id"], name="a_call_is_known_once"),
            models.CheckConstraint(
                condition=Q(recording="") | Q(may_record=True), name="recorded_only_with_leave"
            ),
        ]
        indexes = [
            models.Index(
                fields=["offered_at", "id"], condition=Q(ended_at=None), name="calls_under_way"
            ),
            models.Index(fields=["number", "offered_at"], name="calls_of_a_number"),
            models.Index(
                fields=["offered_at", "id"],
                condition=Q(state="abandoned", called_back_at=None),
                name="calls_to_call_back",
            ),
            models.Index(fields=["offered_at", "id"], name="calls_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.pbx} {self.pbx_call_id}"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody waits for an answer."""
        return self.state in WAITING


class CallEvent(models.Model):
    """One thing a PBX told us, once; `call` is empty for what an agent does."""

    pbx = models.SlugField(max_length=40)
    event_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=24)
    call = models.ForeignKey(Call, models.PROTECT, null=True, related_name="events")
    at = models.DateTimeField(help_text="when it happened, says the PBX")
    received_at = models.DateTimeField()
    body = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pbx", "event_id"], name="an_event_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}"
