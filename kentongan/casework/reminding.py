"""Reminding, before it is too late: once for each deadline, however many clocks are running.

How long before stands in the city's data. Of a term that is no longer than that nobody is
reminded: it would be as it begins.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from kentongan.casework.models import Deadline, Reminder
from kentongan.casework.promising import CITYS
from kentongan.catalogue.models import DeadlineRule
from kentongan.catalogue.pace import pace
from kentongan.journal.recording import drawn_up, record_all
from kentongan.places.directory import directory
from kentongan.toolbox.working_time import term

BATCH = 200
DAYS = DeadlineRule.TermUnit.WORKING_DAYS


@transaction.atomic
def remind_due(*, at: datetime) -> int:
    """Remind of up to `BATCH` deadlines that come near; returns of how many."""
    near = _near(at).select_for_update(skip_locked=True, of=("self",)).order_by("due_at")
    held = {deadline.pk: deadline for deadline in near[:BATCH]}
    # Another clock may have reminded between our look and our lock; what it wrote is seen now.
    told = Reminder.objects.filter(deadline__in=held).values_list("deadline_id", flat=True)
    due = [deadline for pk, deadline in held.items() if pk not in set(told)]
    rows = Reminder.objects.bulk_create(Reminder(deadline=one, at=at) for one in due)
    record_all(
        [
            drawn_up(
                "deadline.reminded",
                about=("case", row.deadline.case_id),
                by=None,
                at=at,
                row=row.deadline_id,
                binds=row.deadline.binds,
            )
            for row in rows
        ]
    )
    return len(rows)


def _near(at: datetime) -> QuerySet[Deadline]:
    """The city's deadlines ahead that end within the time its data name."""
    days, hours = pace().remind_days, pace().remind_hours
    soon = at + timedelta(hours=hours)
    horizon = term(at, days, "working_days", directory().calendar).due_at if days else at
    in_days, is_days = Q(due_at__lte=horizon, rule__amount__gt=days), Q(rule__unit=DAYS)
    in_hours = Q(due_at__lte=soon, rule__amount__gt=hours)
    return Deadline.objects.filter(
        in_days & is_days | in_hours & ~is_days,
        met_at=None,
        missed_at=None,
        stopped_at=None,
        replaced_at=None,
        reminder=None,
        binds__in=CITYS,
        due_at__gt=at,
        due_at__lte=max(horizon, soon),
    )
