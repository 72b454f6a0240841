"""Reminding a group of what it promised to verify: once for each matter, before it is too late."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kentongan.catalogue.pace import pace
from kentongan.council.models import Group, Matter
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.toolbox.working_time import term

BATCH = 200
UNVERIFIED = Matter.Stage.BROUGHT


@transaction.atomic
def remind_groups(*, at: datetime) -> int:
    """Remind of up to `BATCH` matters that are due soon, each group once; returns of how many."""
    near = _near(at).filter(reminded_at=None).select_for_update(skip_locked=True, of=("self",))
    held = list(near.order_by("verify_by", "pk")[:BATCH])
    Matter.objects.filter(pk__in=[matter.pk for matter in held]).update(reminded_at=at)
    for group in sorted({matter.group_id for matter in held}):
        count = sum(matter.group_id == group for matter in held)
        record("group.reminded", about=("group", group), by=None, at=at, matters=count)
    return len(held)


def unverified(group: Group) -> list[datetime]:
    """Return by when each matter that the group was reminded of is due, if it still waits."""
    waiting = Matter.objects.filter(group=group, stage=UNVERIFIED, reminded_at__isnull=False)
    return [due for due in waiting.order_by("verify_by").values_list("verify_by", flat=True) if due]


def serving(group: Group) -> list[User]:
    """Return the open accounts at the group's door."""
    return list(User.objects.filter(staff_of__group=group, is_active=True).order_by("pk"))


def _near(at: datetime) -> QuerySet[Matter]:
    """What is to be verified within the working days that the city's data name."""
    horizon = term(at, max(pace().remind_days, 1), "working_days", directory().calendar).due_at
    return Matter.objects.filter(
        stage=UNVERIFIED, group__is_active=True, verify_by__lte=horizon, verify_by__gt=at
    )
