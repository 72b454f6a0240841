"""Holding the stage: who decides and the watch take turns at one row; and who may decide."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.stage.changes import latest_change
from kentongan.stage.models import StageLookout, StageProposal
from kentongan.stage.stages import NORMAL
from kentongan.toolbox.refusals import Conflict, NotFound, Unprocessable


class NoSuchStage(NotFound):
    code = "no_such_stage"
    sentence = _("There is no such stage, or it is not yours to decide.")


class NoSuchProposal(NotFound):
    code = "no_such_proposal"
    sentence = _("There is no such proposal, or it is not yours to decide.")


class StageMoved(Conflict):
    code = "stage_moved"
    sentence = _("Somebody else has decided the stage meanwhile. Look again; nothing was changed.")


class ProposalSettled(Conflict):
    code = "proposal_settled"
    sentence = _("This proposal has been answered or withdrawn meanwhile. Nothing was changed.")


class SameStage(Unprocessable):
    code = "same_stage"
    sentence = _("The city is at this stage already. Choose another, or refuse the proposal.")


def hold_lookout() -> StageLookout:
    """Wait for whoever is at the stage, and keep others out until the transaction ends."""
    StageLookout.objects.bulk_create([StageLookout(pk=1)], ignore_conflicts=True)
    return StageLookout.objects.select_for_update().get(pk=1)


def take_lookout() -> StageLookout | None:
    """Hold it for the watch; None while somebody else does."""
    StageLookout.objects.bulk_create([StageLookout(pk=1)], ignore_conflicts=True)
    return StageLookout.objects.select_for_update(skip_locked=True).first()


def let_decide(user: User) -> None:
    """Let only those pass who may decide the stage.

    :raises NoSuchStage: for everybody else
    """
    if not may(user, Act.DECIDE_STAGE):
        raise NoSuchStage


def hold_proposal(proposal: StageProposal) -> StageProposal:
    """Return a proposal that is open; the lookout is held before.

    :raises ProposalSettled: if it is not
    """
    held = StageProposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if held is None:
        raise NoSuchProposal
    if not held.is_open:
        raise ProposalSettled
    return held


def level_at(at: datetime) -> int:
    """Return the stage of a moment; 1 before anybody decided (one statement)."""
    change = latest_change(decided_at__lte=at)
    return change.level if change else NORMAL


def level_now() -> int:
    """Return the stage that holds; ask while the lookout is held (one statement)."""
    change = latest_change()
    return change.level if change else NORMAL
