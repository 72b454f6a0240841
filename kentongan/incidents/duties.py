"""Duty: the shift that runs, and who has come into it or gone."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.incidents.models import Duty, Handover, Shift
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict, NotFound


class NoSuchShift(NotFound):
    code = "no_such_shift"
    sentence = _("There is no such shift, or none that you may see.")


class ShiftRuns(Conflict):
    code = "shift_runs"
    sentence = _("A shift is running already. Enter it, or take it over.")


class NoShift(Conflict):
    code = "no_shift"
    sentence = _("No shift is running. Begin one first.")


class OnDuty(Conflict):
    code = "on_duty"
    sentence = _("You are on duty already.")


class NotOnDuty(Conflict):
    code = "not_on_duty"
    sentence = _("You are not on duty.")


class LastOnDuty(Conflict):
    code = "last_on_duty"
    sentence = _("You are the last one on duty. Hand the shift over instead.")


@transaction.atomic
def begin(*, by: User, at: datetime) -> Shift:
    """Begin the first shift, with oneself on duty.

    :raises ShiftRuns: if one runs
    """
    _admit(by)
    shift = begin_shift(by, at)
    record("shift.started", about=("shift", shift.pk), by=by, at=at)
    return shift


@transaction.atomic
def enter(*, by: User, at: datetime) -> Duty:
    """Come on duty in the running shift.

    :raises OnDuty: if one is
    """
    shift = hold_shift(by)
    if people_here(shift).filter(user=by).exists():
        raise OnDuty
    duty = Duty.objects.create(shift=shift, user=by, since=at)
    record("shift.entered", about=("shift", shift.pk), by=by, at=at)
    return duty


@transaction.atomic
def depart(*, by: User, at: datetime) -> Duty:
    """Go off duty while others stay.

    :raises LastOnDuty: if nobody would be left
    """
    shift = hold_shift(by)
    duty = duty_in(shift, by)
    if people_here(shift).count() == 1:
        raise LastOnDuty
    duty.until = at
    duty.save(update_fields=["until"])
    record("shift.departed", about=("shift", shift.pk), by=by, at=at)
    return duty


def begin_shift(by: User, at: datetime) -> Shift:
    """Begin a shift with one person on duty.

    :raises ShiftRuns: if one runs
    """
    try:
        with transaction.atomic():
            shift = Shift.objects.create(since=at)
    except IntegrityError:
        raise ShiftRuns from None
    Duty.objects.create(shift=shift, user=by, since=at)
    return shift


def _admit(by: User) -> None:
    if not may(by, Act.HANDLE_INCIDENTS):
        raise NoSuchShift


def hold_shift(by: User) -> Shift:
    """Lock the running shift.

    :raises NoShift: if none runs
    """
    _admit(by)
    shift = Shift.objects.select_for_update().filter(until=None).first()
    if shift is None:
        raise NoShift
    return shift


def people_here(shift: Shift) -> QuerySet[Duty]:
    """Return who is on duty in it now."""
    return Duty.objects.filter(shift=shift, until=None)


def waiting_in(shift: Shift) -> QuerySet[Handover]:
    """Return the handover that waits for who comes."""
    return shift.handovers.filter(came_at=None, withdrawn_at=None)


def duty_in(shift: Shift, user: User) -> Duty:
    """Return the duty of somebody in it.

    :raises NotOnDuty: if they are not
    """
    found = people_here(shift).filter(user=user).first()
    if found is None:
        raise NotOnDuty
    return found
