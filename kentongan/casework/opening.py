"""Opening a case on what somebody told us: the moment a report becomes the city's business."""

from datetime import datetime

from kentongan.casework.holding import facts
from kentongan.casework.models import Case, Deadline, Filing
from kentongan.casework.overseeing import inspectorate_for
from kentongan.casework.promising import CITYS, plan, point_at
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import ServiceRequest
from kentongan.intake.receiving import keep, received
from kentongan.intake.repeating import once
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.journal.recording import drawn_up, record_all
from kentongan.people.models import User
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
            record_all([received(service_request, at=at), _open(service_request, at)])
    return service_request


def lay_open(
    service_request: ServiceRequest,
    at: datetime,
    *,
    since: datetime | None = None,
    is_oversight: bool = False,
) -> Case:
    """Keep a case with its clocks, under the unit that answers for this matter at this place.

    :param since: when the city had it, if before this moment: its clocks run from there
    :param is_oversight: it comes out of a matter of oversight, and is one whatever its type

    Whoever calls files the request under it, and writes down that it was `opened`.
    """
    case = _draw_up(service_request, at)
    inspectorate = directory().inspectorate if is_oversight else None
    inspectorate = inspectorate or inspectorate_for(case.service_type)
    if inspectorate is not None:
        case.unit, case.is_oversight = inspectorate, True
    deadlines = plan(case, start=since or at, binds=CITYS)
    point_at(case, deadlines, otherwise=at)
    case.save(force_insert=True)
    Deadline.objects.bulk_create(deadlines)
    return case


def opened(case: Case, service_request: ServiceRequest, *, by: User | None, at: datetime) -> Entry:
    """Return the entry that tells of a case laid open."""
    told = {"request": service_request.pk, **facts(case)}
    return drawn_up("case.opened", about=("case", case.pk), by=by, at=at, **told)


def _open(service_request: ServiceRequest, at: datetime) -> Entry:
    case = lay_open(service_request, at, since=service_request.received_at)
    Filing.objects.create(case=case, service_request=service_request, at=at)
    return opened(case, service_request, by=None, at=at)


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
        is_confidential=service_request.is_confidential,
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
