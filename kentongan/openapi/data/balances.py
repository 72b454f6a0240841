"""The balance of all reports when a day ended, for every heading: read from the books, in bulk.

What is private or about officials is counted under no service; no kelurahan is named, because
beside the tally it would tell how many such matters a small place had.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import machines
from kentongan.measures.balancing import TERMS, Equation
from kentongan.measures.equations import headings_at_end_of
from kentongan.measures.looking_back import Standing
from kentongan.measures.models import Cut
from kentongan.openapi.data.files import CSV, filename
from kentongan.openapi.data.wanted import NoSuchDay, day_in
from kentongan.openapi.wording import worded
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.refusals import Conflict

COLUMNS = ("day", "cut", "code", "name", "received", *TERMS)
Line = tuple[str, str, str]


class BooksBehind(Conflict):
    code = "books_behind"
    sentence = _("The books are just being brought up to date. Please try again in a minute.")


@machines
@require_safe
def balance_csv(request: HttpRequest) -> HttpResponse:
    """Every heading at the end of a day, of yesterday if none is asked for."""
    today = timezone.localdate()
    day = day_in(request.GET, "day") or today - timedelta(days=1)
    if day >= today:
        raise NoSuchDay(field="day")
    standing = headings_at_end_of(day)
    if standing is None:
        raise BooksBehind
    response = HttpResponse(_written(day, standing), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{filename("neraca.csv")}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _written(day: date, standing: Standing) -> str:
    sums: dict[Line, Counter[str]] = {}
    for (cut, key), moved in standing.items():
        for line in _lines(cut, key):
            sums.setdefault(line, Counter()).update(moved)
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for line, moved in sorted(sums.items()):
        equation = Equation.from_flows(moved)
        if equation != Equation():
            told = (getattr(equation, name) for name in COLUMNS[4:])
            table.writerow((day.isoformat(), *line, *told))
    return written.getvalue()


def _lines(cut: str, key: str) -> Iterator[Line]:
    """The lines of the file in which a heading of the books is counted."""
    known = directory()
    if cut == Cut.PLACE:
        yield "city", known.profile.code, known.profile.name
        above = known.above(known.jurisdictions[int(key)], Jurisdiction.Level.KECAMATAN)
        yield "kecamatan", above.code if above else "", above.name if above else ""
    elif cut == Cut.UNIT:
        unit = known.units.get(int(key))
        yield "unit", unit.code if unit else "", worded(unit.names) if unit else ""
    elif cut == Cut.TYPE:
        yield _type_line(shelf().types.get(int(key)))
    else:
        yield "channel", key, ""


def _type_line(kind: ServiceType | None) -> Line:
    if kind is None or kind.is_private or kind.matter == ServiceType.Matter.OVERSIGHT:
        return "type", "", ""
    return "type", kind.code, worded(kind.names)
