"""Holding alarms: one at a time for people, all that are open for the watch."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.models import Alarm
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict, NotFound, Unprocessable
from kentongan.toolbox.schemas import current
from kentongan.toolbox.words import tidy

ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
IN_TURN = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


class NoSuchAlarm(NotFound):
    code = "no_such_alarm"
    sentence = _("There is no such alarm, or none that you may see.")


class NotPossible(Conflict):
    code = "alarm_moved_on"
    sentence = _("This alarm stands otherwise by now. Look at it again; nothing was changed.")


class ReasonMissing(Unprocessable):
    code = "reason_missing"
    sentence = _("Please say why: whoever takes over the watch has to understand it.")


def hold(alarm: Alarm, *, by: User) -> Alarm:
    """Lock an alarm and return it as it is now.

    :raises NoSuchAlarm: if the user does not keep watch, or there is none
    """
    if not may(by, Act.HANDLE_ALARMS):
        raise NoSuchAlarm
    held = Alarm.objects.select_for_update(of=("self",)).select_related("rule").filter(pk=alarm.pk)
    found = held.first()
    if found is None:
        raise NoSuchAlarm
    return found


def hold_rules() -> None:
    """Wait until no round is under way, and keep the next one out until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(IN_TURN, [f"alarms {current().schema_name}"])


def is_alone() -> bool:
    """Take the city's watch until the transaction ends; False if another has it."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [f"alarms {current().schema_name}"])
        return bool(cursor.fetchone()[0])


def reason(text: str) -> str:
    """Return why something is done.

    :raises ReasonMissing: if nothing is said
    """
    said = tidy(text, longest=500, field="reason")
    if not said:
        raise ReasonMissing(field="reason")
    return said


def moment_of(alarm: Alarm, at: datetime) -> datetime:
    """Return when a step counts: never before the last one, whatever two clocks say."""
    return max(at, alarm.changed_at)
