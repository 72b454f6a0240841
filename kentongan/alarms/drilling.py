"""A drill: what rules raise meanwhile is kept apart, makes no sound and counts in no figure."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.alarm import LONGEST_SHELF
from kentongan.alarms.answering import NoEnd
from kentongan.alarms.holding import hold_rules, reason
from kentongan.alarms.rules import AlarmRule
from kentongan.alarms.setting import NoSuchRule
from kentongan.alarms.watch import Suppression
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict


class DrillOver(Conflict):
    code = "drill_over"
    sentence = _("This drill is over already.")


@transaction.atomic
def begin_drill(
    why: str, until: datetime | None, key: str = "", *, by: User, at: datetime
) -> Suppression:
    """Hold back what a rule (with "", every rule) raises until then; what stands is left alone.

    :raises NoSuchRule: if the user may not, or there is no such rule
    :raises ReasonMissing: without a reason
    :raises NoEnd: without an end, or one beyond 24 hours
    """
    if not may(by, Act.SET_ALARMS) or (key and not AlarmRule.objects.filter(key=key).exists()):
        raise NoSuchRule
    why = reason(why)
    if until is None or not at < until <= at + LONGEST_SHELF:
        raise NoEnd(field="until")
    hold_rules()
    drill = Suppression.objects.create(key=key, began_at=at, until=until, reason=why, by=by)
    record("alarm_drill.started", about=("alarm_drill", drill.pk), by=by, at=at, key=key)
    return drill


@transaction.atomic
def end_drill(drill: Suppression, *, by: User, at: datetime) -> Suppression:
    """End it before its time; with the next round comes back what is true by then.

    :raises DrillOver: if it is over
    """
    if not may(by, Act.SET_ALARMS):
        raise NoSuchRule
    drill = Suppression.objects.select_for_update().get(pk=drill.pk)
    if drill.ended_at is not None or drill.until <= at:
        raise DrillOver
    drill.ended_at = at
    drill.save(update_fields=["ended_at"])
    record("alarm_drill.ended", about=("alarm_drill", drill.pk), by=by, at=at, key=drill.key)
    return drill


def drills_at(at: datetime) -> list[Suppression]:
    """Return the drills that hold at a moment (one statement)."""
    rows = Suppression.objects.filter(began_at__lte=at, until__gt=at).select_related("by")
    return [drill for drill in rows.order_by("pk") if drill.ended_at is None or drill.ended_at > at]
