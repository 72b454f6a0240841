"""What units claim to have done, and what others found: a page, its numbers and its rows."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone, machines
from kentongan.measures.claims import CLAIMS, Claimed, Report, claims_report
from kentongan.openapi.data.claim_columns import CLAIM_FILES, STATE_COLUMNS, UNIT_COLUMNS
from kentongan.openapi.data.files import CSV, TALLIED_DAYS, filename
from kentongan.openapi.data.streaming import stream
from kentongan.openapi.data.tables import about, table
from kentongan.openapi.data.wanted import Part
from kentongan.openapi.wording import stamped, worded
from kentongan.places.directory import directory

PAGE = "/data/klaim/"
ROWS = f"""
COPY (
    SELECT claims.id AS claim, office.code AS unit_code,
           to_char(claims.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
           CASE WHEN matter.is_public THEN matter.reference END AS id,
           claims.state, claims.pictures,
           concat_ws(' ', CASE WHEN claims.is_unproven THEN 'no_proof' END, claims.checks)
               AS checks,
           to_char(claims.drawn_in, 'YYYY-MM') AS drawn_in, claims.seed, claims.audited
    FROM ({CLAIMS}) claims
    JOIN casework_case matter ON matter.id = claims.case_id
    JOIN places_unit office ON office.id = claims.unit_id
    ORDER BY claims.id
) TO STDOUT WITH (FORMAT csv, HEADER)
"""  # noqa: S608 - constants only


@anyone
@require_safe
def claims_page(request: HttpRequest) -> HttpResponse:
    """Show how much of what was claimed others found done, unit by unit."""
    report = claims_report.ask(timezone.now())
    context = {
        "profile": directory().profile,
        "report": report,
        "lines": list(_lines(report)),
        "states": STATE_COLUMNS,
        "files": CLAIM_FILES,
    }
    return render(request, "openapi/claims.html", context)


@machines
@require_safe
def units_csv(request: HttpRequest) -> HttpResponse:
    """The numbers of the page, the city first."""
    report = claims_report.ask(timezone.now())
    since, until = report.period.first, stamped(report.period.at)
    first_line = about(f"claims made from {since} until {until}, by unit", PAGE)
    rows = (_written(code, name, claimed) for code, name, claimed in _lines(report))
    return table("klaim-unit.csv", first_line, (name for name, _ in UNIT_COLUMNS), rows)


@machines
@require_safe
def rows_csv(request: HttpRequest) -> HttpResponseBase:
    """Every claim, one a line, of the days asked for."""
    part = Part.read(request.GET, default_days=TALLIED_DAYS)
    until = min(part.end, timezone.now())
    values = {"units": list(directory().units), "start": part.start, "end": part.end}
    first_line = about(f"claims made from {stamped(part.start)} until {stamped(until)}", PAGE)
    head = (first_line.encode(), b"")
    return stream(ROWS, values, content_type=CSV, filename=filename("klaim.csv"), around=head)


def _lines(report: Report) -> Iterator[tuple[str, str, Claimed]]:
    """Code, name and numbers: of the city, then of each unit that claimed anything."""
    units = directory().units
    yield "", directory().profile.name, report.city
    for unit in sorted(report.units, key=lambda unit: -report.units[unit].claims):
        yield units[unit].code, worded(units[unit].names), report.units[unit]


def _written(code: str, name: str, claimed: Claimed) -> tuple[object, ...]:
    fixed = claimed.fixed
    known = ["", "", ""] if fixed.is_few else [fixed.value, *fixed.interval]
    return (
        *(code, name, claimed.claims),
        *(getattr(claimed, state) for state, _ in STATE_COLUMNS),
        *(round(share, 4) if isinstance(share, float) else share for share in known),
        *(fixed.n, fixed.missing, claimed.drawn, claimed.audited, claimed.audited_true),
        *(claimed.unproven, claimed.flagged),
        "" if claimed.satisfied is None else round(claimed.satisfied, 2),
        claimed.answers,
    )
