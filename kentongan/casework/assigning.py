"""Assigning: a case goes into somebody's hands within the responsible unit."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import ClaimStands, hold_verified, keep
from kentongan.casework.models import Assignment, Case, Stage
from kentongan.casework.promising import Binds, meet
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, works_at
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.toolbox.words import tidy


class NotOfThisUnit(Unprocessable):
    code = "not_of_this_unit"
    sentence = _("This person does not belong to the responsible unit.")


class AlreadyAssigned(Conflict):
    code = "already_assigned"
    sentence = _("This person has the case already, and nothing new was said to them.")


@transaction.atomic
def assign(case: Case, officer: User, instruction: str, *, by: User, at: datetime) -> Assignment:
    """Give the case to an officer of its unit.

    Whoever has it already may be given other instructions.

    :raises NotOfThisUnit: if the officer belongs to another
    :raises AlreadyAssigned: if that is how it stands
    """
    case = hold_verified(case, Act.ASSIGN, by=by)
    if case.stage == Stage.CLAIMED:
        raise ClaimStands
    if not officer.is_active or case.unit_id not in works_at(officer):
        raise NotOfThisUnit(field="officer")
    words = tidy(instruction, field="instruction")
    if _is_no_news(case, officer, words):
        raise AlreadyAssigned(field="officer")
    held = {"unit_id": case.unit_id, "officer": officer, "instruction": words}
    assignment = Assignment.objects.create(case=case, by=by, at=at, **held)
    case.officer = officer
    if case.stage != Stage.ASKED:
        case.stage = Stage.ASSIGNED
    meet(case, Binds.FORWARD, at=at)
    keep(case, "officer", "stage", "due_at", "promised_at", at=at)
    told = {"row": assignment.pk, "unit": case.unit_id, "officer": officer.pk}
    record("case.assigned", about=("case", case.pk), by=by, at=at, **told)
    return assignment


def _is_no_news(case: Case, officer: User, instruction: str) -> bool:
    if case.officer_id != officer.pk or case.stage == Stage.VERIFIED:
        return False
    last = case.assignments.order_by("-pk").values_list("instruction", flat=True).first()
    return instruction in {"", last}
