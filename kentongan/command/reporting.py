"""Reporting on a charge: in words, with pictures or a voice note, once all its parts are done."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import WordsMissing
from kentongan.command.enclosing import Kept, enclose
from kentongan.command.models import Charge
from kentongan.command.seeing import MovedOn, hold_charge
from kentongan.command.stepping import step
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict
from kentongan.toolbox.words import tidy

State = Charge.State
READY = frozenset({State.RECEIVED, State.IN_PROGRESS, State.RETURNED})


class PartsOpen(Conflict):
    code = "parts_open"
    sentence = _("A part you delegated is still open. Accept or withdraw it first.")


@transaction.atomic
def report(
    charge: Charge, text: str, files: Sequence[Kept] = (), *, by: User, at: datetime
) -> Charge:
    """Say what was done; whoever issued it accepts it or gives it back.

    :raises MovedOn: if it was not received yet, or is reported already
    :raises PartsOpen: if something passed down from it is not done
    :raises WordsMissing: if neither words nor a voice note say anything
    """
    charge = hold_charge(charge, by=by)
    if charge.state not in READY:
        raise MovedOn
    if Charge.objects.filter(directive__parent=charge, done_at=None).exists():
        raise PartsOpen
    words = tidy(text, field="text")
    if not words and not any(each.kind == "voice" for each in files):
        raise WordsMissing(field="text")
    row = step(charge, State.REPORTED, words, by=by, at=at)
    enclose(files, charge.directive, row)
    about = ("directive", charge.directive_id)
    record("directive.reported", about=about, by=by, at=at, row=charge.pk)
    return charge
