"""Opening a case on what somebody told us: the moment a report becomes the city's business."""

from datetime import datetime

from kentongan.casework.holding import facts
from kentongan.casework.models import Case, Deadline, Filing
from kentongan.casework.promising import CITYS, plan, point_at
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import ServiceRequest
from kentongan.intake.receiving import keep, received
from kentongan.intake.repeating import once
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.journal.recording import drawn_up, record_all
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction


def take_in(report: Report, *, at: datetime) -> ServiceRequest:
    """Receive a report and open a case on it; a test report gets no case.

    :raises Unprocessable: if it cannot be used
    :raises AlreadyReceived: if it has been sent before
    """
    with once(report):
        service_request = keep(report, at=at)
        if not service_request.is_test:
            record_all([received(service_request), _open(service_request, at)])
    return service_request


def _open(service_request: ServiceRequest, at: datetime) -> Entry:
    """Open a case under the unit that answers for this matter at this place."""
    case = _draw_up(service_request, at)
    deadlines = plan(case, start=at, binds=CITYS)
    point_at(case, deadlines, otherwise=at)
    case.save(force_insert=True)
    Deadline.objects.bulk_create(deadlines)
    Filing.objects.create(case=case, service_request=service_request, at=at)
    return drawn_up(
        "case.opened",
        about=("case", case.pk),
        by=None,
        at=at,
        request=service_request.pk,
        **facts(case),
    )


def _draw_up(service_request: ServiceRequest, at: datetime) -> Case:
    known = directory()
    kind = shelf().types[service_request.service_type_id]
    place = known.jurisdictions[service_request.jurisdiction_id]
    kecamatan = known.above(place, Jurisdiction.Level.KECAMATAN)
    if kecamatan is None:
        raise LookupError(f"{place.code} lies in no kecamatan")
    return Case(
        reference=service_request.reference,
        channel=service_request.channel,
        service_type=kind,
        jurisdiction=place,
        kecamatan=kecamatan,
        unit=shelf().route(kind, place),
        words=service_request.words,
        address=service_request.address,
        lat=service_request.lat,
        lon=service_request.lon,
        opened_at=at,
        updated_at=at,
    )
