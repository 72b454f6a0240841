"""The alarms of the phone's column: how many, and those that press one by one."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.models import State
from kentongan.command.naming import alarm_name
from kentongan.command.subjects import Subject
from kentongan.face.worded import worded
from kentongan.places.directory import directory
from kentongan.wall.around import Around
from kentongan.wall.hand.rows import Row, number_row, thing_row


def alarm_rows(around: Around) -> list[Row]:
    """Return how many there are, and the few that press by name (no statement)."""
    told, href = around.alarms, reverse("wall_alarms")
    active = _sum(told.active) if told.is_fresh else None
    waiting = _sum(told.unanswered) if told.is_fresh else None
    rows = [number_row(_("alarms"), active, href, is_late=told.is_flood)]
    rows.append(number_row(_("not taken yet"), waiting, href, is_late=bool(waiting)))
    points = _points(around)
    for each in told.pressing if told.is_fresh else ():
        name, own = alarm_name(each.alarm, points), reverse("wall_alarm", args=[each.alarm_id])
        is_untaken = each.state != State.ACKNOWLEDGED
        rows.append(thing_row(Subject.ALARM, str(each.alarm_id), name, own, is_late=is_untaken))
    return rows


def _points(around: Around) -> dict[str, str]:
    """What the points of alarms are called, of what is known already (no statement)."""
    return {
        **{each.code: each.name for each in directory().kecamatan},
        **{str(each.id): each.code for each in around.incidents.shown},
        **{each.gauge.code: worded(each.gauge.names) for each in around.gauges},
        **{each.feed.code: worded(each.feed.names) for each in around.conditions.sources},
    }


def _sum(counts: Iterable[tuple[str, int]]) -> int:
    return sum(count for _priority, count in counts)
