"""The drills of this city, for administrators: which one is open, where, and what came of others.

To be read only: a drill is opened, flooded and ended by `kentongan drill`, on the machine itself.
"""

import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.casework.listing import Wanted
from kentongan.cities.models import City
from kentongan.face.admitting import users
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import NotFound
from kentongan.workdesk.desk import NOTHING, Found, frame

REPORT = re.compile(r"\d{8}-\d{6}\.(pdf|csv)")
MOST_SHOWN = 50


@users(Act.RUN_CITY)
@never_cache
@require_safe
def drills(request: HttpRequest) -> HttpResponse:
    """Show the open drill and the reports of those that are over."""
    city: City = request.city  # type: ignore[attr-defined]
    twins = city.drills.prefetch_related("domains").order_by("added_at")
    context = {
        **frame(request, Found(Wanted(), NOTHING), at=timezone.now()),
        "here": "drills",
        "city": city,
        "real": city.drill_of,
        "twins": [(twin, _address(request, twin)) for twin in twins],
        "reports": _reports(city),
    }
    return render(request, "workdesk/drills.html", context)


@users(Act.RUN_CITY)
@require_safe
def drill_file(request: HttpRequest, name: str) -> FileResponse:
    """Hand out a report that is kept."""
    city: City = request.city  # type: ignore[attr-defined]
    file = _folder(city) / name
    if not REPORT.fullmatch(name) or not file.is_file():
        raise NotFound
    return FileResponse(file.open("rb"), filename=f"latihan-{name}", as_attachment=True)


def _address(request: HttpRequest, twin: City) -> str:
    """Where the twin stands, by the same door as this page."""
    domains = sorted(twin.domains.all(), key=lambda each: not each.is_primary)
    port = request.get_host().partition(":")[2]
    host = domains[0].domain if domains else ""
    return f"{request.scheme}://{host}{':' if port else ''}{port}"


def _reports(city: City) -> list[tuple[str, list[str]]]:
    """Return when each report's drill began, and its files, the newest first."""
    found: dict[str, list[str]] = {}
    for file in sorted(_folder(city).glob("*"), reverse=True):
        if REPORT.fullmatch(file.name):
            found.setdefault(file.stem, []).append(file.name)
    return list(found.items())[:MOST_SHOWN]


def _folder(city: City) -> Path:
    return Path(settings.DATA) / "drills" / city.slug
