"""Disputing: it was claimed as done, and it is not.

The first dispute makes the claim fall: the case is open again, goes up one step, and the promise
starts anew. A dispute goes before a confirmation: where one voice has confirmed and the case has
ended, any other may still dispute for a while after the end, and so may every voice of a case
that nobody opposed in time. What other voices say after the claim fell is added to the reopening.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.confirming import (
    LEAVE,
    NothingClaimed,
    Way,
    see_independent,
    see_unsaid,
    standing,
)
from kentongan.casework.escalating import hand_up
from kentongan.casework.heard import THEMSELVES, Heard
from kentongan.casework.holding import facts, hold, hold_told, sentence
from kentongan.casework.models import DONE, Case, Claim, Reopening, Verdict
from kentongan.casework.reopening import take_up
from kentongan.casework.replying import add_photos
from kentongan.casework.said import sentence_of
from kentongan.catalogue.city_rules import window
from kentongan.intake.models import ServiceRequest
from kentongan.intake.photographing import CleanPhoto
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict


class TooLate(Conflict):
    code = "too_late_to_dispute"
    sentence = _("This ended too long ago to be opened again from here. Please report it anew.")


@transaction.atomic
def dispute(
    service_request: ServiceRequest,
    text: str,
    photos: Sequence[CleanPhoto] = (),
    *,
    heard: Heard = THEMSELVES,
    at: datetime,
) -> Reopening:
    """The reporter says that it is not fixed, and why; pictures of it are added to their report.

    :raises NothingClaimed: if no claim is the last word
    :raises AlreadySaid: if this voice has spoken on this claim before
    :raises TooLate: if it ended longer ago than the window
    :raises TooManyPhotos: if that is more than one message, or one report, may hold
    """
    case = hold_told(service_request)
    claim = last_word(case, at=at)
    see_unsaid(claim, service_request)
    words = sentence_of(service_request, text, field="reason")
    told = Verdict(service_request=service_request, way=Way.REPORTER, text=words)
    told.channel, told.helper = heard
    shown = add_photos(service_request, photos, at=at)
    return _against(claim, told, at=at, photos=shown)


@transaction.atomic
def refute(case: Case, text: str, *, by: User, at: datetime, way: Way = Way.HEAD) -> Reopening:
    """The neighbourhood head or an auditor has looked, and it is not fixed.

    :raises NothingClaimed: if no claim stands
    :raises OwnClaim: if the looker is of the unit that claims
    """
    return refute_held(hold(case, LEAVE[way], by=by), text, by=by, at=at, way=way)


@transaction.atomic
def refute_held(case: Case, text: str, *, by: User, at: datetime, way: Way) -> Reopening:
    """Refute the claim on a case held by a room that says itself who may look at it.

    :raises Refusal: as `refute` does
    """
    claim = standing(case)
    see_independent(claim, by, way)
    words = sentence(text, field="text")
    return _against(claim, Verdict(by=by, way=way, text=words), at=at)


def disputable_until(ended_at: datetime) -> datetime:
    """Return until when the reporters' word still counts, by the city's rule on the day it ended.

    No statement.
    """
    return window("dispute_days", ended_at)


def last_word(case: Case, *, at: datetime) -> Claim:
    """Return the claim that may be disputed: the one that stands, or fell while work goes on.

    :raises NothingClaimed: if there is none, or the case ended otherwise
    :raises TooLate: if it ended longer ago than the window
    """
    claim: Claim | None = case.claims.order_by("-pk").first()
    if claim is None or (not case.is_open and (case.outcome not in DONE or claim.fallen_at)):
        raise NothingClaimed
    if case.closed_at is not None and at > disputable_until(case.closed_at):
        raise TooLate
    return claim


def _against(claim: Claim, verdict: Verdict, *, at: datetime, photos: int = 0) -> Reopening:
    """Keep the verdict; let the claim fall, or count one more voice against it."""
    case, was, by = claim.case, claim.case.outcome, verdict.by
    verdict.claim, verdict.is_true, verdict.at = claim, False, at
    verdict.save(force_insert=True)
    voices = claim.verdicts.filter(is_true=False, way=Way.REPORTER).count()
    if claim.fallen_at is None:
        # The step before the clocks, so that whoever is above now has the whole new term.
        hand_up(case, at=at)
        reopening = take_up(case, verdict.text, by=by, at=at)
    else:
        reopening = case.reopenings.order_by("-pk")[0]
    reopening.voices = voices
    reopening.save(update_fields=["voices"])
    told = {"row": reopening.pk, "claim": claim.pk, "verdict": verdict.pk, "way": verdict.way}
    told |= {"voices": voices, "was_outcome": was, "step": case.step, "photos": photos}
    who = by or verdict.helper
    record("case.disputed", about=("case", case.pk), by=who, at=at, **told, **facts(case))
    return reopening
