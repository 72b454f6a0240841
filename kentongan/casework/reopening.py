"""Reopening: the end, or the claim that it was done, was not the end; the promise starts anew."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.asking import stage_of
from kentongan.casework.holding import NotClosed, facts, hold, keep, sentence
from kentongan.casework.models import Case, Deadline, Reopening, Stage
from kentongan.casework.promising import CITYS, Binds, meet, plan, point_at
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict


class JoinedElsewhere(Conflict):
    code = "joined_elsewhere"
    sentence = _("This case was joined to another. Split its voice off there, and it opens again.")


@transaction.atomic
def reopen(case: Case, reason: str, *, by: User, at: datetime) -> Reopening:
    """Take up again a case that has ended, or of which a claim stands, which thereby falls.

    :raises NotClosed: if the work on it goes on
    :raises JoinedElsewhere: if its voices are heard in another case
    """
    case = hold(case, Act.REOPEN, by=by)
    if case.joined_to_id:
        raise JoinedElsewhere
    if case.is_open and case.stage != Stage.CLAIMED:
        raise NotClosed
    was = case.outcome
    reopening = take_up(case, sentence(reason, field="reason"), by=by, at=at)
    told = {"row": reopening.pk, "was_outcome": was, **facts(case)}
    record("case.reopened", about=("case", case.pk), by=by, at=at, **told)
    return reopening


def take_up(case: Case, reason: str, *, by: User | None, at: datetime) -> Reopening:
    """Open a held case again: its claim falls, its promise starts anew. The caller records it."""
    reopening = Reopening.objects.create(
        case=case, by=by, at=at, reason=reason, was_outcome=case.outcome
    )
    case.claims.filter(fallen_at=None).update(fallen_at=at)
    meet(case, Binds.REPLY, at=at)
    case.closed_at, case.outcome = None, ""
    case.stage = stage_of(case)
    binds = CITYS if case.stage == Stage.RECEIVED else (Binds.ACT,)
    deadlines = Deadline.objects.bulk_create(plan(case, start=at, binds=binds))
    point_at(case, deadlines, otherwise=at)
    keep(case, "stage", "closed_at", "outcome", "due_at", "promised_at", at=at)
    return reopening
