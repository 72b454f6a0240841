"""Judging a repair: the head of RT or RW has looked, and it is fixed, or it is not."""

from datetime import datetime

from django.db import transaction

from kentongan.casework.confirming import confirm_held
from kentongan.casework.disputing import refute_held
from kentongan.casework.models import Case, Reopening, Verdict
from kentongan.neighbourhood.reaching import hold_around, reach_of
from kentongan.people.models import User

WAY = Verdict.Way.RT_RW


@transaction.atomic
def say_fixed(case: Case, text: str = "", *, by: User, at: datetime) -> Verdict:
    """Confirm a claim that stands; the case ends as confirmed.

    :raises NoSuchCase: if it lies in no neighbourhood of theirs
    :raises Refusal: as `casework.confirming.confirm` does
    """
    return confirm_held(hold_around(case, reach_of(by)), text, by=by, at=at, way=WAY)


@transaction.atomic
def say_not_fixed(case: Case, text: str, *, by: User, at: datetime) -> Reopening:
    """Dispute a claim that stands, with what was seen; the work goes on.

    :raises NoSuchCase: if it lies in no neighbourhood of theirs
    :raises Refusal: as `casework.disputing.refute` does
    """
    return refute_held(hold_around(case, reach_of(by)), text, by=by, at=at, way=WAY)
