"""The endpoint of type test: its own reports alone, kept as tests, read by nobody."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import ServiceRequest
from kentongan.openapi.open311.formats import Value
from kentongan.openapi.open311.records import Record, named
from kentongan.openapi.open311.wanted import Wanted
from kentongan.openapi.wording import stamped, worded
from kentongan.places.directory import directory


def tried(wanted: Wanted) -> list[Record]:
    """Return one page of test reports, the latest first."""
    if wanted.ids is not None:
        return tried_ones(wanted.ids)
    if not wanted.page.is_reachable or wanted.statuses == {"closed"}:
        return []
    rows = ServiceRequest.objects.filter(is_test=True)
    start, end = wanted.opened
    if start:
        rows = rows.filter(received_at__gte=start)
    if end:
        rows = rows.filter(received_at__lte=end)
    if wanted.codes:
        rows = rows.filter(service_type__code__in=wanted.codes)
    first = wanted.page.start
    ordered = rows.order_by("-received_at", "-pk")
    return [_record(row) for row in ordered[first : first + wanted.page.size]]


def tried_ones(references: Iterable[str]) -> list[Record]:
    """Return test reports by id."""
    rows = ServiceRequest.objects.filter(is_test=True, reference__in=list(references))
    return [_record(row) for row in rows.order_by("-pk")]


def _record(row: ServiceRequest) -> Record:
    """As of a real one; the words stay unpublished, for nobody has screened them."""
    kind = shelf().types[row.service_type_id]
    place = directory().jurisdictions[row.jurisdiction_id]
    moment: Value = stamped(row.received_at)
    return {
        "service_request_id": row.reference,
        "status": "open",
        "status_notes": _("A test; nobody acts on it."),
        "service_name": worded(kind.names),
        "service_code": kind.code,
        "description": None,
        "agency_responsible": worded(shelf().route(kind, place).names),
        "service_notice": None,
        "requested_datetime": moment,
        "updated_datetime": moment,
        "expected_datetime": None,
        "address": named(place),
        "address_id": place.code,
        "zipcode": None,
        "lat": row.lat,
        "long": row.lon,
        "media_url": None,
    }
