"""How often and how long deadlines stood still, by unit: a page, its numbers and its rows."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kentongan.casework.tallying_pauses import PauseTally
from kentongan.face.admitting import anyone, machines
from kentongan.measures.pauses import Pauses, pauses_report
from kentongan.openapi.data.files import CSV, TALLIED_DAYS, filename
from kentongan.openapi.data.pause_columns import PAUSE_FILES, UNIT_COLUMNS
from kentongan.openapi.data.streaming import stream
from kentongan.openapi.data.tables import about, table
from kentongan.openapi.data.wanted import Part
from kentongan.openapi.wording import stamped, worded
from kentongan.places.directory import directory

PAGE = "/data/jeda/"
REASONS: dict[str, Promise] = {
    "reporter": _("waiting for the reporter"),
    "authority": _("waiting for another authority"),
    "force_majeure": _("something stronger than us"),
}
ROWS = """
COPY (
    SELECT office.code AS unit_code, pause.reason,
           to_char(pause.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
           to_char(pause.limit_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS limit_at,
           to_char(pause.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS ended_at,
           CASE WHEN matter.is_public THEN matter.reference END AS id
    FROM casework_pause pause
    JOIN casework_case matter ON matter.id = pause.case_id
    JOIN places_unit office ON office.id = matter.unit_id
    WHERE pause.at >= %(start)s AND pause.at < %(end)s AND NOT matter.is_oversight
    ORDER BY pause.id
) TO STDOUT WITH (FORMAT csv, HEADER)
"""


class Line(NamedTuple):
    """One line of the page: whose pauses, for which reason, and their numbers."""

    code: str
    name: str
    reason: str
    told: PauseTally


@anyone
@require_safe
def pauses_page(request: HttpRequest) -> HttpResponse:
    """Show how often and how long each unit's deadlines stood still, and why."""
    report = pauses_report.ask(timezone.now())
    context = {
        "profile": directory().profile,
        "report": report,
        "lines": list(_lines(report)),
        "reasons": REASONS,
        "files": PAUSE_FILES,
        "totals": _totals(report.tallies),
    }
    return render(request, "openapi/pauses.html", context)


@machines
@require_safe
def units_csv(request: HttpRequest) -> HttpResponse:
    """The numbers of the page."""
    report = pauses_report.ask(timezone.now())
    since, until = report.period.first, stamped(report.period.at)
    first_line = about(f"pauses begun from {since} until {until}, by unit and reason", PAGE)
    columns = (name for name, _about_it in UNIT_COLUMNS)
    return table("jeda-unit.csv", first_line, columns, map(_written, _lines(report)))


@machines
@require_safe
def rows_csv(request: HttpRequest) -> HttpResponseBase:
    """Every pause, one a line, of the days asked for."""
    part = Part.read(request.GET, default_days=TALLIED_DAYS)
    values = {"start": part.start, "end": part.end}
    first_line = about(f"pauses begun from {stamped(part.start)} until {stamped(part.end)}", PAGE)
    head = (first_line.encode(), b"")
    return stream(ROWS, values, content_type=CSV, filename=filename("jeda.csv"), around=head)


def _totals(tallies: list[PauseTally]) -> tuple[int, int, int]:
    """Pauses, those still running and working days lost, of the whole city."""
    begun = sum(each.begun for each in tallies)
    return begun, sum(each.running for each in tallies), sum(each.days for each in tallies)


def _written(line: Line) -> tuple[object, ...]:
    told = line.told
    hours = round(told.lasted.total_seconds() / 3600, 1)
    return (line.code, line.name, line.reason, told.begun, told.running, told.days, hours)


def _lines(report: Pauses) -> Iterator[Line]:
    """The units that lost most days first, each with its reasons together."""
    units, lost = directory().units, dict[int, int]()
    for each in report.tallies:
        lost[each.unit_id] = lost.get(each.unit_id, 0) + each.days
    by_loss = sorted(report.tallies, key=lambda each: (-lost[each.unit_id], each.unit_id))
    for each in by_loss:
        unit = units[each.unit_id]
        yield Line(unit.code, worded(unit.names), each.reason, each)
