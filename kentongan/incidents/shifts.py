"""Shifts of the room: who is on duty, and the handover that two people sign."""

from django.db import models
from django.db.models import F, Q

from kentongan.people.models import User


class Shift(models.Model):
    """The room's watch from one handover to the next; one at a time."""

    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["until"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="one_shift_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"shift {self.pk}"


class Duty(models.Model):
    """Somebody on duty in a shift."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="duties")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(until=None), name="somebody_is_on_duty_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in shift {self.shift_id}"


class Handover(models.Model):
    """What the leaving shift tells the coming one; each signs for their own part."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="handovers")
    next_shift = models.OneToOneField(Shift, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    incidents = models.JSONField(default=list, help_text="as they stood: id, witnesses, since")
    people = models.JSONField(default=list, help_text="ids of who was on duty")
    left_at = models.DateTimeField()
    left_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    came_at = models.DateTimeField(null=True)
    came_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(came_by=None) | ~Q(came_by=F("left_by")), name="two_people_hand_over"
            ),
            models.CheckConstraint(
                condition=Q(came_at=None, came_by=None, next_shift=None)
                | Q(came_at__isnull=False, came_by__isnull=False, next_shift__isnull=False),
                name="a_handover_is_signed_whole",
            ),
            models.UniqueConstraint(
                fields=["shift"],
                condition=Q(came_at=None, withdrawn_at=None),
                name="one_handover_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"handover of shift {self.shift_id}"
