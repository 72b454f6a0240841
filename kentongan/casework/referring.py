"""Referring: not our authority. It goes to one that is, by name and address, and stays followed.

The case ends here; the referral goes on until they have answered or we stopped asking.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.closing import Outcome, end
from kentongan.casework.holding import hold, hold_workable, sentence
from kentongan.casework.models import Case, Disposition, FollowUp, Referral
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.toolbox.words import tidy


class NotAhead(Unprocessable):
    code = "not_ahead"
    sentence = _("Please choose a day that is still to come.")


class NoLongerFollowed(Conflict):
    code = "no_longer_followed"
    sentence = _("This referral has been concluded by somebody else.")


@transaction.atomic
def refer(
    case: Case,
    authority: str,
    address: str,
    text: str,
    ask_again_on: date,
    *,
    by: User,
    at: datetime,
) -> Referral:
    """End a case by sending it to another authority, whose name and address the reporter reads.

    :param ask_again_on: the day on which we ask them what became of it
    :raises NotAhead: if that day is not still to come
    """
    case = hold_workable(case, Act.REFER, by=by)
    referral = Referral.objects.create(
        case=case,
        by=by,
        at=at,
        authority=_line(authority, 200, "authority"),
        address=_line(address, 300, "address"),
        text=sentence(text, field="text"),
        ask_again_on=_ahead(ask_again_on, at),
    )
    ended = Disposition(case=case, by=by, at=at, outcome=Outcome.REFERRED, text=referral.text)
    end(ended, referral=referral.pk)
    return referral


@transaction.atomic
def follow_up(
    referral: Referral, text: str, ask_again_on: date, *, by: User, at: datetime
) -> FollowUp:
    """Keep what was heard of a referral, or that they were asked again.

    :raises NoLongerFollowed: if it has been concluded
    """
    referral, heard = _hear(referral, text, by=by, at=at)
    referral.ask_again_on = _ahead(ask_again_on, at)
    referral.save(update_fields=["ask_again_on"])
    told = {"row": heard.pk, "referral": referral.pk}
    record("case.referral_followed", about=("case", referral.case_id), by=by, at=at, **told)
    return heard


@transaction.atomic
def conclude(
    referral: Referral, text: str, *, by: User, at: datetime, their_reference: str = ""
) -> FollowUp:
    """Keep the last word: they have answered, or we stop asking, and why.

    :raises NoLongerFollowed: if it has been concluded
    """
    referral, heard = _hear(referral, text, by=by, at=at)
    known = tidy(their_reference, longest=100, field="their_reference")
    referral.ended_at, referral.their_reference = at, known or referral.their_reference
    referral.save(update_fields=["ended_at", "their_reference"])
    told = {"row": heard.pk, "referral": referral.pk}
    record("case.referral_concluded", about=("case", referral.case_id), by=by, at=at, **told)
    return heard


def _hear(referral: Referral, text: str, *, by: User, at: datetime) -> tuple[Referral, FollowUp]:
    case = hold(referral.case, Act.REFER, by=by)
    referral = Referral.objects.get(pk=referral.pk, case=case)
    if referral.ended_at is not None:
        raise NoLongerFollowed
    words = sentence(text, field="text")
    return referral, FollowUp.objects.create(referral=referral, text=words, by=by, at=at)


def _line(text: str, longest: int, field: str) -> str:
    words = tidy(" ".join(text.split()), longest=longest, field=field)
    return sentence(words, field=field)


def _ahead(day: date, at: datetime) -> date:
    if day <= at.astimezone(directory().calendar.zone).date():
        raise NotAhead(field="ask_again_on")
    return day
