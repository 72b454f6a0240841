"""Confirming: somebody other than the unit has looked, and the claim is true.

A reporter says so, by whatever door, the neighbourhood head or an auditor from the desk. Whoever
claims cannot confirm, nor anybody of the same unit. One confirmation is enough to end the case; a
dispute by another voice still undoes it (`disputing` says for how long).
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.closing import Outcome, end
from kentongan.casework.heard import THEMSELVES, Heard, see_helper_apart
from kentongan.casework.holding import AlreadyClosed, facts, hold, hold_told
from kentongan.casework.models import Case, Claim, Disposition, Verdict
from kentongan.casework.reaching import may_judge
from kentongan.casework.said import said_of
from kentongan.intake.models import ServiceRequest
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, works_at
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.toolbox.words import tidy

Way = Verdict.Way
LEAVE = {Way.HEAD: Act.CONFIRM, Way.AUDIT: Act.AUDIT}
WORST, BEST = 1, 5


class NothingClaimed(Conflict):
    code = "nothing_claimed"
    sentence = _("No claim that this is done is waiting to be checked.")


class AlreadySaid(Conflict):
    code = "already_said"
    sentence = _("You have already said whether this is fixed.")


class OwnClaim(Conflict):
    code = "own_claim"
    sentence = _("Who claims it cannot confirm it: somebody of another unit has to look.")


class NotASatisfaction(Unprocessable):
    code = "not_a_satisfaction"
    sentence = _("Please choose a number from 1 to 5, or none.")


@transaction.atomic
def confirm(case: Case, text: str = "", *, by: User, at: datetime, way: Way = Way.HEAD) -> Verdict:
    """Say, having looked, that the claimed work is done; the case ends as confirmed.

    An audit may come after the end: then the verdict is kept beside it and the outcome stays.

    :raises NothingClaimed: if no claim stands
    :raises OwnClaim: if the looker is of the unit that claims
    :raises AlreadyClosed: if a head comes after the end
    """
    return confirm_held(hold(case, LEAVE[way], by=by), text, by=by, at=at, way=way)


@transaction.atomic
def confirm_held(case: Case, text: str, *, by: User, at: datetime, way: Way) -> Verdict:
    """Confirm a case held by a room that says itself who may look at it.

    :raises Refusal: as `confirm` does
    """
    claim = standing(case)
    see_independent(claim, by, way)
    if way != Way.AUDIT and not case.is_open:
        raise AlreadyClosed
    words = tidy(text, field="text")
    verdict = Verdict.objects.create(claim=claim, is_true=True, way=way, by=by, text=words, at=at)
    if case.is_open:
        _let_stand(verdict)
    else:
        told = {"row": verdict.pk, "claim": claim.pk, "is_true": True, **facts(case)}
        record("case.audited", about=("case", case.pk), by=by, at=at, **told)
    return verdict


@transaction.atomic
def vouch(
    service_request: ServiceRequest,
    text: str = "",
    *,
    at: datetime,
    satisfaction: int | None = None,
    heard: Heard = THEMSELVES,
) -> Verdict:
    """The reporter says that it is fixed; the case ends as confirmed.

    :param satisfaction: 1 (worst) to 5, or None; kept apart, it decides nothing
    :raises NothingClaimed: if no claim waits to be checked
    :raises AlreadySaid: if this voice has spoken on this claim before
    :raises OwnUnitHelps: if whoever took it down is of the unit that claims
    """
    case = hold_told(service_request)
    claim = standing(case)
    if not case.is_open:
        raise NothingClaimed
    if satisfaction is not None and not WORST <= satisfaction <= BEST:
        raise NotASatisfaction(field="satisfaction")
    see_unsaid(claim, service_request)
    see_helper_apart(claim, heard.helper)
    words = said_of(service_request, text, field="text")
    verdict = claim.verdicts.create(
        is_true=True, way=Way.REPORTER, service_request=service_request, text=words,
        satisfaction=satisfaction, at=at, **heard._asdict(),
    )  # fmt: skip
    _let_stand(verdict)
    return verdict


def standing(case: Case) -> Claim:
    """Return the claim that stands.

    :raises NothingClaimed: if there is none, or the case ended otherwise
    """
    claim: Claim | None = case.claims.filter(fallen_at=None).first()
    if claim is None or case.outcome not in {"", Outcome.CONFIRMED, Outcome.UNOPPOSED}:
        raise NothingClaimed
    return claim


def see_unsaid(claim: Claim, service_request: ServiceRequest) -> None:
    """See that a voice speaks once on a claim."""
    if claim.verdicts.filter(service_request=service_request).exists():
        raise AlreadySaid


def see_independent(claim: Claim, by: User, way: Way) -> None:
    """See that nobody judges their own claim or that of their own unit."""
    if by.pk == claim.by_id or claim.unit_id in works_at(by):
        raise OwnClaim
    if way == Way.HEAD and not may_judge(by, claim.case):
        raise OwnClaim


def _let_stand(verdict: Verdict) -> Disposition:
    by, at, claim = verdict.by, verdict.at, verdict.claim
    told = Disposition(case=claim.case, by=by, at=at, outcome=Outcome.CONFIRMED)
    return end(told, claim=claim.pk, way=verdict.way, verdict=verdict.pk, helper=verdict.helper)
