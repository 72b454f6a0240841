"""Judging a report: accepting it, or giving it back with a reason and a new due date."""

from datetime import datetime

from django.db import transaction

from kentongan.casework.holding import sentence
from kentongan.command.models import Charge
from kentongan.command.orders import DueBeyondParent, check_due
from kentongan.command.seeing import MovedOn, hold_judged
from kentongan.command.stepping import step
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.words import tidy

State = Charge.State


@transaction.atomic
def accept(charge: Charge, text: str = "", *, by: User, at: datetime) -> Charge:
    """Take the report; the charge is done.

    :raises MovedOn: if nothing was reported, or it was given back
    """
    charge = hold_judged(charge, by=by)
    if charge.state != State.REPORTED:
        raise MovedOn
    step(charge, State.ACCEPTED, tidy(text, field="text"), by=by, at=at)
    about = ("directive", charge.directive_id)
    record("directive.accepted", about=about, by=by, at=at, row=charge.pk)
    return charge


@transaction.atomic
def give_back(charge: Charge, reason: str, due_at: datetime, *, by: User, at: datetime) -> Charge:
    """Return the report: it is not enough, for this reason, and due again at that moment.

    :raises MovedOn: if nothing was reported
    :raises WordsMissing: without a reason
    :raises DueGone: if the moment is past
    :raises DueBeyondParent: if it is after what this is a part of
    """
    charge = hold_judged(charge, by=by)
    if charge.state != State.REPORTED:
        raise MovedOn
    check_due(due_at, at=at)
    if charge.ceiling is not None and due_at > charge.ceiling:
        raise DueBeyondParent(field="due")
    words = sentence(reason, field="reason")
    step(charge, State.RETURNED, words, due_at=due_at, by=by, at=at)
    about = ("directive", charge.directive_id)
    record("directive.returned", about=about, by=by, at=at, row=charge.pk)
    return charge
