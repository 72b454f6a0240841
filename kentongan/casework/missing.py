"""Noticing missed deadlines: each is told once, however many clocks are running.

The clock looks at what has come due by an index, never at what is still ahead; a row that
another clock holds is skipped, and one that has been noticed is not noticed again.
"""

from datetime import datetime

from django.db import transaction

from kentongan.casework.models import Deadline
from kentongan.casework.promising import Binds
from kentongan.journal.recording import record

BATCH = 200


@transaction.atomic
def notice_missed(*, at: datetime) -> int:
    """Mark up to `BATCH` deadlines that have gone by unmet; returns how many.

    The moment noted is the deadline's own, not the clock's.
    """
    due = Deadline.objects.filter(due_at__lt=at, met_at=None, missed_at=None, replaced_at=None)
    due = due.filter(stopped_at=None).exclude(
        binds=Binds.REPLY
    )  # that one binds the reporters, and lapses
    missed = list(due.select_for_update(skip_locked=True).order_by("due_at")[:BATCH])
    for deadline in missed:
        deadline.missed_at = deadline.due_at
        record(
            "deadline.missed",
            about=("case", deadline.case_id),
            by=None,
            at=deadline.due_at,
            row=deadline.pk,
            binds=deadline.binds,
        )
    Deadline.objects.bulk_update(missed, ["missed_at"])
    return len(missed)
