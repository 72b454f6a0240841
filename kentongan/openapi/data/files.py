"""The files: public cases as CSV and GeoJSON, the tally of all cases, the list of services."""

import csv
import io

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.views.decorators.http import require_safe

from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import machines
from kentongan.openapi.data.statements import REPORTS_CSV, REPORTS_GEOJSON, TALLY_CSV
from kentongan.openapi.data.streaming import stream
from kentongan.openapi.data.wanted import Part
from kentongan.openapi.wording import worded
from kentongan.places.directory import directory

CSV = "text/csv; charset=utf-8"
GEOJSON = "application/geo+json"
TALLIED_DAYS = 366
SERVICE_COLUMNS = (
    "service_code",
    "service_name",
    "description",
    "service_group",
    "matter",
    "is_private",
    "is_emergency",
    "is_offered",
    "national",
)


@machines
@require_safe
def reports_csv(request: HttpRequest) -> HttpResponseBase:
    """Every public case, one a line, the oldest first."""
    parameters = _parameters(Part.read(request.GET))
    return stream(REPORTS_CSV, parameters, content_type=CSV, filename=filename("laporan.csv"))


@machines
@require_safe
def reports_geojson(request: HttpRequest) -> HttpResponseBase:
    """Every public case as a point where the public may see it."""
    return stream(
        REPORTS_GEOJSON,
        _parameters(Part.read(request.GET)),
        content_type=GEOJSON,
        filename=filename("laporan.geojson"),
        around=(b'{"type":"FeatureCollection","features":[\n', b"]}\n"),
        skip=1,  # the comma before the first feature
    )


@machines
@require_safe
def tally_csv(request: HttpRequest) -> HttpResponseBase:
    """Counts of all cases, public or not, by the day they were opened, kelurahan and service.

    What is private or about officials is counted for the whole city and under no name, so that
    the columns still add up: received = open + confirmed + unopposed + refused + referred +
    set_aside + joined.
    """
    parameters = _parameters(Part.read(request.GET, default_days=TALLIED_DAYS))
    return stream(TALLY_CSV, parameters, content_type=CSV, filename=filename("rekap.csv"))


@machines
@require_safe
def services_csv(request: HttpRequest) -> HttpResponse:
    """Every service there is or was, so that no code in the other files stays unexplained."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(SERVICE_COLUMNS)
    groups = {group.pk: worded(group.names) for group in shelf().groups}
    for kind in shelf().types.values():
        table.writerow(_service(kind, groups[kind.group_id]))
    response = HttpResponse(written.getvalue(), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{filename("jenis.csv")}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _service(kind: ServiceType, group: str) -> tuple[object, ...]:
    flags = (kind.is_private, kind.is_emergency, kind.is_active)
    return (
        kind.code,
        worded(kind.names),
        worded(kind.descriptions),
        group,
        kind.matter,
        *(str(flag).lower() for flag in flags),
        kind.national,
    )


def _parameters(part: Part) -> dict[str, object]:
    return {
        "language": translation.get_language() or "id",
        "start": part.start,
        "end": part.end,
        "kecamatan": part.kecamatan,
    }


def filename(name: str) -> str:
    """Return what a download is called."""
    return f"{directory().profile.slug}-{name}"
