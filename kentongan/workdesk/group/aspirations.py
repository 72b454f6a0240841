"""The group's aspirations: a list by year, and the same as a file for reses and pokok pikiran.

The file holds what was brought and why it was kept, and nobody's name or number.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.council.aspiring import aspirations
from kentongan.council.holding import group_of
from kentongan.council.models import Item
from kentongan.face.admitting import users
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.spreadsheets import defused
from kentongan.workdesk.group.pages import around
from kentongan.workdesk.visitors import person

MOST = 2_000


@users(Act.SERVE_GROUP)
@never_cache
@require_safe
def aspirations_page(request: HttpRequest) -> HttpResponse:
    """Show what was kept as an aspiration in a year."""
    at, group = timezone.now(), group_of(person(request))
    year = _year(request, at)
    context = {
        **around(request, group, "aspirations", at=at),
        "items": _of(request, year),
        "year": year,
        "years": range(year + 1, year - 3, -1) if year < at.year else range(year, year - 3, -1),
    }
    return render(request, "workdesk/group/aspirations.html", context)


@users(Act.SERVE_GROUP)
@never_cache
@require_safe
def aspirations_file(request: HttpRequest) -> HttpResponse:
    """Hand out a year's as CSV."""
    year = _year(request, timezone.now())
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="aspirasi-{year}.csv"'
    answer.write("\ufeff")  # so that spreadsheets read it as UTF-8
    csv.writer(answer).writerows(_rows(_of(request, year)))
    return answer


def _rows(items: list[Item]) -> Iterator[list[str]]:
    zone = directory().calendar.zone
    yield [
        *(_("Number"), _("Heading"), _("What they say"), _("Kelurahan"), _("Brought")),
        *(_("Meeting"), _("Why, in a sentence the person is told")),
    ]
    for item in items:
        matter = item.matter
        moments = (matter.brought_at, item.meeting.at)
        brought, met = (f"{moment.astimezone(zone):%Y-%m-%d}" for moment in moments)
        place = matter.jurisdiction.name if matter.jurisdiction else ""
        told = [matter.number, matter.title, matter.words, place, brought, met, item.reason]
        yield [defused(cell) for cell in told]


def _of(request: HttpRequest, year: int) -> list[Item]:
    zone = directory().calendar.zone
    since, until = (datetime(each, 1, 1, tzinfo=zone) for each in (year, year + 1))
    group = group_of(person(request))
    return list(aspirations(group, since=since, until=until)[:MOST])


def _year(request: HttpRequest, at: datetime) -> int:
    asked = request.GET.get("tahun", "")
    now = at.astimezone(UTC).year
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
    return int(asked) if is_year and 2000 <= int(asked) <= now + 1 else now
