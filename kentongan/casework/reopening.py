"""Reopening: the end was not the end; the promise starts anew."""

from datetime import datetime

from django.db import transaction

from kentongan.casework.asking import stage_of
from kentongan.casework.holding import NotClosed, facts, hold, keep, sentence
from kentongan.casework.models import Case, Deadline, Reopening
from kentongan.casework.promising import CITYS, Binds, plan, point_at
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act


@transaction.atomic
def reopen(case: Case, reason: str, *, by: User, at: datetime) -> Reopening:
    """Take up a closed case again.

    :raises NotClosed: if it is open
    """
    case = hold(case, Act.REOPEN, by=by)
    if case.is_open:
        raise NotClosed
    reopening = Reopening.objects.create(
        case=case,
        by=by,
        at=at,
        reason=sentence(reason, field="reason"),
        was_outcome=case.outcome,
    )
    case.claims.filter(fallen_at=None).update(fallen_at=at)
    stage = stage_of(case)
    binds = (Binds.ACT,) if case.verifications.exists() else CITYS
    deadlines = Deadline.objects.bulk_create(plan(case, start=at, binds=binds))
    point_at(case, deadlines, otherwise=at)
    was = case.outcome
    case.stage, case.closed_at, case.outcome = stage, None, ""
    keep(case, "stage", "closed_at", "outcome", "due_at", "promised_at", at=at)
    record(
        "case.reopened",
        about=("case", case.pk),
        by=by,
        at=at,
        row=reopening.pk,
        was_outcome=was,
        **facts(case),
    )
    return reopening
