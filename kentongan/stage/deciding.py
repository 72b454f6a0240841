"""Deciding the stage: a named person, for a reason everybody may read; the rest follows in the act.

The page shows the new row, the signed message goes out with it, and the entry in the journal moves
the letters. Nothing decides but these two verbs.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kentongan.casework.holding import sentence
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.stage.holding import (
    NoSuchStage,
    SameStage,
    StageMoved,
    hold_lookout,
    hold_proposal,
    let_decide,
    level_now,
)
from kentongan.stage.models import Outcome, Stage, StageChange, StageProposal
from kentongan.stage.publishing import publish


@dataclass(frozen=True, slots=True)
class Ruling:
    """Which stage and why; `was` is the one that whoever decides was shown.

    :param proposal: the one that is answered; None of their own accord
    """

    level: int
    reason: str
    was: int
    proposal: StageProposal | None = None


@transaction.atomic
def decide(ruling: Ruling, *, by: User, at: datetime) -> StageChange:
    """Decide the stage, up or down, and publish it.

    :raises NoSuchStage: if it is not the user's to decide, or there is none
    :raises StageMoved: if somebody else has decided it since `was` was shown
    :raises SameStage: if it is the present one
    :raises ProposalSettled: if the proposal was answered or withdrawn
    :raises WordsMissing: without a reason
    """
    let_decide(by)
    lookout, was = hold_lookout(), level_now()
    answered = hold_proposal(ruling.proposal) if ruling.proposal else None
    _check(ruling, was)
    change = StageChange.objects.create(
        was=was,
        level=ruling.level,
        decided_by=by,
        decided_at=at,
        reason=sentence(ruling.reason, field="reason"),
        proposal=answered,
    )
    lookout.lower_since = None
    lookout.save(update_fields=["lower_since"])
    _settle(change, answered)
    message = publish(change, at=at)
    told = {"was": was, "level": change.level, "message": message.pk, "digest": message.digest}
    told["proposal"] = answered.pk if answered else None
    record("stage.changed", about=("stage_change", change.pk), by=by, at=at, **told)
    return change


@transaction.atomic
def refuse(proposal: StageProposal, reason: str, *, by: User, at: datetime) -> StageProposal:
    """Leave the stage as it is; what was proposed is not proposed again on this ground.

    :raises NoSuchStage: if it is not the user's to decide
    :raises ProposalSettled: if it was answered or withdrawn meanwhile
    :raises WordsMissing: without a reason
    """
    let_decide(by)
    hold_lookout()
    held = hold_proposal(proposal)
    held.reason = sentence(reason, field="reason")
    held.settled_at, held.settled_by, held.outcome = at, by, Outcome.REFUSED
    held.save()
    about = ("stage_proposal", held.pk)
    record("stage.proposal_refused", about=about, by=by, at=at, level=held.level)
    return held


def _check(ruling: Ruling, was: int) -> None:
    """See that the stage that is decided is one, and another than the present one."""
    if not Stage.objects.filter(level=ruling.level).exists():
        raise NoSuchStage
    if ruling.was != was:
        raise StageMoved
    if ruling.level == was:
        raise SameStage(field="level")


def _settle(change: StageChange, answered: StageProposal | None) -> None:
    """Settle what the decision answers; what would go further the same way stays open."""
    open_ = StageProposal.objects.filter(settled_at=None).select_for_update().order_by("pk")
    for each in open_:
        is_further = each.level > change.level if each.is_up else each.level < change.level
        if is_further and each != answered and each.is_up == (change.level > change.was):
            continue
        each.outcome = Outcome.ACCEPTED if each.level == change.level else Outcome.OVERTAKEN
        each.settled_at, each.settled_by = change.decided_at, change.decided_by
        each.save()
    # Another stage is another matter: going down from it may be proposed anew.
    lower = [each for each in StageProposal.objects.filter(ceased_at=None) if not each.is_up]
    for each in lower:
        if not each.is_open:
            each.ceased_at = change.decided_at
            each.save(update_fields=["ceased_at"])
