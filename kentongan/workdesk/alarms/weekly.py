"""How the room keeps its alarms, week by week: figures with the rows behind them, and as CSV."""

import csv
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.alarms.discipline import FLOOD, WINDOW, Announced
from kentongan.alarms.models import Alarm
from kentongan.alarms.pointing import place_of, points_of
from kentongan.alarms.rules import newest
from kentongan.alarms.weighing import Discipline, answers, weigh
from kentongan.face.admitting import users
from kentongan.face.worded import worded
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import NotFound
from kentongan.workdesk.alarms.figures import figures
from kentongan.workdesk.alarms.showing import around

MOST_ROWS = 500
WEEK = timedelta(days=7)
FIRST_YEAR = 1970


@users(Act.HANDLE_ALARMS)
@never_cache
@require_safe
def alarm_week(request: HttpRequest) -> HttpResponse:
    """Show one week; without one in the address, this one until now."""
    at = timezone.now()
    since, until = week_of(request.GET.get("minggu", ""), at)
    found = weigh(since, until)
    names = {rule.key: worded(rule.names) for rule in newest()}
    context = {
        **around(request, at=at),
        "here": "alarm_week",
        "found": found,
        "week": code_of(since),
        "before": code_of(since - WEEK),
        "after": code_of(since + WEEK) if since + WEEK <= at else "",
        "names": names,
        "places": points_of(rule.signal for rule in newest()),
        "flood": FLOOD,
        "window_span": WINDOW,
    }
    return render(request, "workdesk/alarms/week.html", context)


@users(Act.HANDLE_ALARMS)
@never_cache
@require_safe
def alarm_week_file(request: HttpRequest) -> HttpResponse:
    """Give the figures of one week as a file."""
    since, until = week_of(request.GET.get("minggu", ""), timezone.now())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="alarm-{code_of(since)}.csv"'
    lines = csv.writer(response)
    lines.writerow(("figure", "of", "value", "unit"))
    lines.writerows(figures(weigh(since, until)))
    return response


Rows = Callable[[Discipline, str], set[int]]


def _announced(fits: Callable[[Announced, Discipline, str], bool]) -> Rows:
    return lambda found, of: {each.alarm for each in found.announced if fits(each, found, of)}


def _in_flood(each: Announced, found: Discipline, _of: str) -> bool:
    return any(window.since <= each.at < window.since + WINDOW for window in found.floods)


def _in_worst(each: Announced, found: Discipline, _of: str) -> bool:
    worst = found.worst
    return worst is not None and worst.since <= each.at < worst.since + WINDOW


BEHIND: dict[str, Rows] = {
    "semua": _announced(lambda each, found, of: True),
    "banjir": _announced(_in_flood),
    "terpadat": _announced(_in_worst),
    "aturan": _announced(lambda each, found, of: each.key == of),
    "prioritas": _announced(lambda each, found, of: each.priority == of),
    "berderik": _announced(lambda each, found, of: (each.key, each.point) in found.chattering),
    "lama": lambda found, of: {alarm.pk for alarm in found.stale},
    "dijawab": lambda found, of: set(
        answers(found.since, found.until).values_list("alarm", flat=True)
    ),
}
"""What leads from a number to the alarms behind it."""


@users(Act.HANDLE_ALARMS)
@never_cache
@require_safe
def alarm_rows(request: HttpRequest) -> HttpResponse:
    """List the alarms behind one number.

    :raises NotFound: for a number that is none of ours
    """
    at, which = timezone.now(), request.GET.get("yang", "")
    if which not in BEHIND:
        raise NotFound
    since, until = week_of(request.GET.get("minggu", ""), at)
    keys = BEHIND[which](weigh(since, until), request.GET.get("nilai", "")[:60])
    rows = list(Alarm.objects.filter(pk__in=keys).select_related("rule").order_by("-raised_at"))
    points = points_of(alarm.rule.signal for alarm in rows)
    context: dict[str, Any] = {
        **around(request, at=at),
        "here": "alarm_week",
        "week": code_of(since),
        "rows": [(alarm, place_of(alarm, points)) for alarm in rows[:MOST_ROWS]],
        "count": len(rows),
    }
    return render(request, "workdesk/alarms/rows.html", context)


def week_of(code: str, at: datetime) -> tuple[datetime, datetime]:
    """Return from when to when a week is told, never beyond now; this one if it is none."""
    zone = timezone.get_current_timezone()
    year, _, week = code.partition("-W")
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
        if monday.year < FIRST_YEAR:
            raise ValueError
    except ValueError:
        today = at.astimezone(zone).date()
        monday = today - timedelta(today.weekday())
    since = datetime.combine(monday, time(), zone)
    return (since, min(since + WEEK, at.astimezone(zone))) if since < at else week_of("", at)


def code_of(since: datetime) -> str:
    """Return a week as ISO 8601 writes it."""
    return since.strftime("%G-W%V")
