"""Relieving: the handover of a shift, signed by who leaves and by who comes; never by one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import sentence
from kentongan.incidents.duties import (
    NoSuchShift,
    begin_shift,
    duty_in,
    hold_shift,
    people_here,
    waiting_in,
)
from kentongan.incidents.models import Handover, Shift
from kentongan.incidents.standing import incidents_at
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, Unprocessable


class HandoverWaits(Conflict):
    code = "handover_waits"
    sentence = _("Somebody has signed to leave already; it waits for who comes.")


class HandoverOver(Conflict):
    code = "handover_over"
    sentence = _("This handover has been signed or withdrawn already.")


class SamePerson(Unprocessable):
    code = "same_person"
    sentence = _("You signed to leave. Somebody else signs to take over.")


@transaction.atomic
def offer(note: str, *, by: User, at: datetime) -> Handover:
    """Sign to leave: what stands open is kept as it is now, with what to mind.

    :raises NotOnDuty: if the user is not of the shift
    :raises HandoverWaits: if somebody else has signed to leave
    :raises WordsMissing: without a note
    """
    shift = hold_shift(by)
    duty_in(shift, by)
    if waiting_in(shift).exists():
        raise HandoverWaits
    stood = [
        {"id": each.incident.pk, "witnesses": each.witnesses, "grown": each.grown}
        for each in incidents_at(at)
    ]
    handover = Handover.objects.create(
        shift=shift,
        note=sentence(note, field="note"),
        incidents=stood,
        people=list(people_here(shift).order_by("since", "pk").values_list("user", flat=True)),
        left_at=at,
        left_by=by,
    )
    told = {"row": handover.pk, "incidents": len(stood)}
    record("shift.offered", about=("shift", shift.pk), by=by, at=at, **told)
    return handover


@transaction.atomic
def withdraw(handover: Handover, *, by: User, at: datetime) -> Handover:
    """Take back what one signed, as long as nobody has taken over: the note was not right yet."""
    shift = hold_shift(by)
    handover = _held(handover)
    if handover.left_by_id != by.pk:
        raise NoSuchShift
    handover.withdrawn_at = at
    handover.save(update_fields=["withdrawn_at"])
    record("shift.withdrawn", about=("shift", shift.pk), by=by, at=at, row=handover.pk)
    return handover


@transaction.atomic
def relieve(handover: Handover, *, by: User, at: datetime) -> Shift:
    """Sign to take over: the shift ends with everybody of it, the next begins with the user.

    :raises SamePerson: if it is who signed to leave
    :raises HandoverOver: if somebody else took over first
    """
    shift = hold_shift(by)
    handover = _held(handover)
    if handover.left_by_id == by.pk:
        raise SamePerson
    people_here(shift).update(until=at)
    shift.until = at
    shift.save(update_fields=["until"])
    coming = begin_shift(by, at)
    handover.came_at, handover.came_by, handover.next_shift = at, by, coming
    handover.save(update_fields=["came_at", "came_by", "next_shift"])
    told = {"row": handover.pk, "next": coming.pk}
    record("shift.relieved", about=("shift", shift.pk), by=by, at=at, **told)
    return coming


def _held(handover: Handover) -> Handover:
    found = Handover.objects.select_for_update(of=("self",)).filter(pk=handover.pk).first()
    if found is None:
        raise NoSuchShift
    if found.came_at is not None or found.withdrawn_at is not None:
        raise HandoverOver
    return found
