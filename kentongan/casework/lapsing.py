"""Lapsing: the reply window has gone by and nobody has opposed the claim.

That is not a confirmation, and is counted apart. Any number of clocks may run: each takes only
what no other holds, and what it did not get to is still due next time.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kentongan.casework.closing import Outcome, end
from kentongan.casework.models import Case, Deadline, Disposition, Stage
from kentongan.catalogue.models import DeadlineRule

BATCH = 200
REPLY = DeadlineRule.Binds.REPLY


def lapse_due(*, at: datetime, limit: int = BATCH) -> int:
    """End up to `limit` cases whose reply window has passed; returns how many."""
    with transaction.atomic():
        due = _windows(at).order_by("due_at").values_list("case_id", flat=True)[:limit]
        waiting = Case.objects.filter(pk__in=list(due), stage=Stage.CLAIMED).order_by("pk")
        held = waiting.select_for_update(skip_locked=True, of=("self",))
        return sum(_lapse(case, at=at) is not None for case in held)


def _lapse(case: Case, *, at: datetime) -> Disposition | None:
    """End a held case, unless it was disputed, or claimed anew, before it was held."""
    claim = case.claims.filter(fallen_at=None).first()
    if claim is None or not _windows(at).filter(case=case).exists():
        return None
    told = Disposition(case=case, by=None, at=at, outcome=Outcome.UNOPPOSED)
    return end(told, claim=claim.pk)


def _windows(at: datetime) -> "QuerySet[Deadline]":
    """The reply windows that have passed (by the index of what lies ahead)."""
    running = Deadline.objects.filter(met_at=None, missed_at=None, replaced_at=None)
    return running.filter(binds=REPLY, stopped_at=None, due_at__lt=at)
