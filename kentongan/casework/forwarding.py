"""Forwarding: another unit is responsible; it is told why, and the clocks run on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import facts, hold_workable, keep, sentence
from kentongan.casework.models import Case, Stage, Transfer
from kentongan.casework.overseeing import ForTheInspectorate
from kentongan.casework.promising import Binds, meet
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.models import Unit
from kentongan.toolbox.refusals import Unprocessable


class SameUnit(Unprocessable):
    code = "same_unit"
    sentence = _("This unit already answers for the case.")


@transaction.atomic
def forward(case: Case, unit: Unit, reason: str, *, by: User, at: datetime) -> Transfer:
    """Hand the case to another responsible unit; to the inspectorate it goes by `oversee`.

    :raises SameUnit: if that unit has it already
    :raises ForTheInspectorate: if the case is a matter of oversight, or would be one there
    """
    case = hold_workable(case, Act.FORWARD, by=by)
    if case.is_oversight or unit.is_inspectorate:
        raise ForTheInspectorate(field="unit")
    if unit.pk == case.unit_id:
        raise SameUnit(field="unit")
    was = facts(case)
    transfer = Transfer.objects.create(
        case=case,
        by=by,
        at=at,
        from_unit_id=case.unit_id,
        to_unit=unit,
        reason=sentence(reason, field="reason"),
    )
    case.unit, case.officer = unit, None
    if case.stage == Stage.ASSIGNED:
        case.stage = Stage.VERIFIED
    meet(case, Binds.FORWARD, at=at)
    keep(case, "unit", "officer", "stage", "due_at", "promised_at", at=at)
    told = {"row": transfer.pk, "was": was, **facts(case)}
    record("case.forwarded", about=("case", case.pk), by=by, at=at, **told)
    return transfer
