"""Working on a charge: receiving it, and saying that it is under way."""

from datetime import datetime

from django.db import transaction

from kentongan.command.models import Charge
from kentongan.command.seeing import MovedOn, hold_charge
from kentongan.command.stepping import step
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.words import tidy

State = Charge.State


@transaction.atomic
def receive(charge: Charge, *, by: User, at: datetime) -> Charge:
    """Say that it has arrived.

    :raises MovedOn: if somebody of the unit has said so
    """
    charge = hold_charge(charge, by=by)
    if charge.state != State.ISSUED:
        raise MovedOn
    step(charge, State.RECEIVED, by=by, at=at)
    about = ("directive", charge.directive_id)
    record("directive.received", about=about, by=by, at=at, row=charge.pk)
    return charge


@transaction.atomic
def begin(charge: Charge, text: str = "", *, by: User, at: datetime) -> Charge:
    """Say that it is under way, with a word about it if one likes.

    :raises MovedOn: if it is under way, reported, or not yet received
    """
    charge = hold_charge(charge, by=by)
    if charge.state not in {State.RECEIVED, State.RETURNED}:
        raise MovedOn
    step(charge, State.IN_PROGRESS, tidy(text, field="text"), by=by, at=at)
    about = ("directive", charge.directive_id)
    record("directive.started", about=about, by=by, at=at, row=charge.pk)
    return charge
