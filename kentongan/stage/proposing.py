"""Proposing a stage by rules: with evidence, once, and taken back when its ground is gone.

A round of the watch. It decides nothing: a proposal waits until a person answers it. A worse stage
is proposed at once; a lower one, or the withdrawal, only when nothing has spoken for the stage for
as long as its `calm_min` says.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kentongan.journal.recording import record
from kentongan.stage.holding import level_now, take_lookout
from kentongan.stage.looking import Ground, grounds, read_signals
from kentongan.stage.models import Outcome, Stage, StageLookout, StageProposal
from kentongan.stage.stages import NORMAL, stages

EVERY = timedelta(seconds=10)
"""Between two looks; a river takes longer."""


@transaction.atomic
def propose_stages(*, at: datetime) -> int:
    """Look once; returns how many proposals came or went (0 also if another has just looked)."""
    known = stages()
    lookout = take_lookout() if known else None
    if lookout is None or (lookout.looked_at and at - lookout.looked_at < EVERY):
        return 0
    seen = grounds(known.values(), read_signals(known.values(), at=at), at=at)
    level = level_now()
    standing = list(StageProposal.objects.filter(ceased_at=None).order_by("pk"))
    gone = sum(_follow(each, seen, known, at) for each in standing)
    left = [each for each in standing if each.ceased_at is None]
    wanted = _upward(seen, level) or _downward(seen, level, lookout, known, at)
    lookout.looked_at = at
    lookout.save()
    return gone + _propose(wanted, level, left, at)


Wanted = tuple[int, list[dict[str, Any]]]


def _upward(seen: Sequence[Ground], level: int) -> Wanted | None:
    """The worst stage that rules speak for, if it is worse than the present one."""
    worst = next((each for each in reversed(seen) if each.holds and each.level > level), None)
    return (worst.level, [one for one in worst.evidence if one["met"]]) if worst else None


def _downward(
    seen: Sequence[Ground],
    level: int,
    lookout: StageLookout,
    known: Mapping[int, Stage],
    at: datetime,
) -> Wanted | None:
    """The stage that is left, once nothing has spoken for the present one for long enough."""
    left = max((each.level for each in seen if each.keeps), default=NORMAL)
    if left >= level:
        lookout.lower_since = None
        return None
    lookout.lower_since = lookout.lower_since or at
    if at - lookout.lower_since < _calm(known, level):
        return None
    above = [one for each in seen if left < each.level <= level for one in each.evidence]
    return left, above


def _follow(
    proposal: StageProposal, seen: Iterable[Ground], known: Mapping[int, Stage], at: datetime
) -> bool:
    """Note that a proposal's ground still stands, or withdraw it; returns whether it is gone."""
    if proposal.is_up:
        stands = any(each.keeps for each in seen if each.level == proposal.level)
    else:
        stands = not any(each.holds for each in seen if each.level > proposal.level)
    if stands:
        proposal.held_at = at
        proposal.save(update_fields=["held_at"])
        return False
    if proposal.is_up and at - proposal.held_at < _calm(known, proposal.level):
        return False
    proposal.ceased_at = at
    was_open = proposal.is_open
    if was_open:
        proposal.settled_at, proposal.outcome = at, Outcome.WITHDRAWN
        about = ("stage_proposal", proposal.pk)
        record("stage.proposal_lapsed", about=about, by=None, at=at, level=proposal.level)
    proposal.save()
    return was_open


def _propose(
    wanted: Wanted | None, level: int, standing: Iterable[StageProposal], at: datetime
) -> int:
    """Propose what has not been proposed on this ground before."""
    if wanted is None or any(_is_same(each, wanted[0], level) for each in standing):
        return 0
    made = StageProposal.objects.create(
        was=level, level=wanted[0], evidence=wanted[1], proposed_at=at, held_at=at
    )
    about = ("stage_proposal", made.pk)
    record("stage.proposed", about=about, by=None, at=at, was=level, level=made.level)
    return 1


def _is_same(proposal: StageProposal, level: int, now: int) -> bool:
    return proposal.level == level and proposal.is_up == (level > now)


def _calm(known: Mapping[int, Stage], level: int) -> timedelta:
    return timedelta(minutes=known[level].calm_min) if level in known else timedelta()
