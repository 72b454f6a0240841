"""What an operator does with an alarm: takes it, lays it on the shelf and back, gives it to one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.alarm import LONGEST_SHELF, Alarm, State
from kentongan.alarms.folding import Kind
from kentongan.alarms.holding import hold, reason
from kentongan.alarms.stepping import Move, take
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict, Unprocessable


class TakenAlready(Conflict):
    code = "alarm_taken_already"
    sentence = _("Somebody else has taken this alarm already.")


class YoursAlready(Conflict):
    code = "alarm_yours_already"
    sentence = _("You have taken this alarm already.")


class NoEnd(Unprocessable):
    code = "shelf_without_end"
    sentence = _("Please say until when, at most 24 hours: an alarm without an end is forgotten.")


class NotOnWatch(Unprocessable):
    code = "not_on_watch"
    sentence = _("Please choose somebody who may take alarms.")


@transaction.atomic
def acknowledge(alarm: Alarm, *, by: User, at: datetime) -> Alarm:
    """Say that one has it; one that has returned by itself is over with that.

    :raises TakenAlready: if somebody else was first
    :raises YoursAlready: if one was that oneself
    :raises NotPossible: if it is over or on the shelf
    """
    alarm = hold(alarm, by=by)
    if alarm.state == State.ACKNOWLEDGED:
        raise YoursAlready if _taker(alarm) == by.pk else TakenAlready
    take(alarm, Move(Kind.ACKNOWLEDGED, by=by), at=at)
    _tell(alarm, by, at, kind="alarm.acknowledged")
    return alarm


@transaction.atomic
def shelve(alarm: Alarm, why: str, until: datetime | None, *, by: User, at: datetime) -> Alarm:
    """Keep it out of the list for a while; at the end it comes back by itself.

    :raises ReasonMissing: without a reason
    :raises NoEnd: without an end, or one that is past or beyond 24 hours
    """
    alarm = hold(alarm, by=by)
    why = reason(why)
    if until is None or not max(at, alarm.changed_at) < until <= at + LONGEST_SHELF:
        raise NoEnd(field="until")
    take(alarm, Move(Kind.SHELVED, by=by, reason=why, until=until), at=at)
    _tell(alarm, by, at, kind="alarm.shelved")
    return alarm


@transaction.atomic
def unshelve(alarm: Alarm, *, by: User, at: datetime) -> Alarm:
    """Take it off the shelf before its end: it is active again, or over.

    :raises NotPossible: if it lies on none
    """
    alarm = hold(alarm, by=by)
    take(alarm, Move(Kind.UNSHELVED, by=by), at=at)
    _tell(alarm, by, at, kind="alarm.unshelved")
    return alarm


@transaction.atomic
def assign(alarm: Alarm, to: User | None, *, by: User, at: datetime) -> Alarm:
    """Say who does what it asks for; that it was seen is an act of its own.

    :raises NotOnWatch: if they may not take alarms
    """
    alarm = hold(alarm, by=by)
    if to is None or not may(to, Act.HANDLE_ALARMS):
        raise NotOnWatch(field="to")
    take(alarm, Move(Kind.ASSIGNED, by=by, to=to), at=at)
    record("alarm.assigned", about=("alarm", alarm.pk), by=by, at=at, rule=alarm.rule_id, to=to.pk)
    return alarm


def _taker(alarm: Alarm) -> int | None:
    taken = alarm.steps.filter(kind=Kind.ACKNOWLEDGED).order_by("-at", "-id")
    return taken.values_list("by", flat=True).first()


def _tell(alarm: Alarm, by: User, at: datetime, *, kind: str) -> None:
    told = {"rule": alarm.rule_id, "priority": alarm.rule.priority, "state": alarm.state}
    record(kind, about=("alarm", alarm.pk), by=by, at=at, **told)
