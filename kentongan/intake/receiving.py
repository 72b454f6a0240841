"""Receiving a report: nothing that was told is lost, and nothing is kept twice."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.intake.answering import check_answers
from kentongan.intake.hiding import without_codes
from kentongan.intake.locating import place_of
from kentongan.intake.models import LocatedBy, Photo, Reporter, ServiceRequest
from kentongan.intake.photographing import CleanPhoto
from kentongan.intake.repeating import once
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.journal.recording import drawn_up, record_all
from kentongan.places.directory import directory
from kentongan.toolbox.codes import REFERENCE_LENGTH, TRACKING_LENGTH, new_code
from kentongan.toolbox.geometry import cell
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.words import tidy

MOST_PHOTOS = 5


class NothingSaid(Unprocessable):
    code = "nothing_said"
    sentence = _("Please say in a few words what is the matter.")


class TooManyPhotos(Unprocessable):
    code = "too_many_photos"
    sentence = _("At most five photos fit in one report.")


def receive(report: Report, *, at: datetime) -> ServiceRequest:
    """Keep a report as a service request.

    :raises Unprocessable: if the type, the place, the words or an answer cannot be used
    :raises AlreadyReceived: if its idempotency key has been seen before
    """
    with once(report):
        service_request = keep(report, at=at)
        if not service_request.is_test:
            record_all([received(service_request, at=at)])
    return service_request


def keep(report: Report, *, at: datetime) -> ServiceRequest:
    """Keep a report inside a transaction that the caller opened with `once`, and records.

    :raises Unprocessable: if the type, the place, the words or an answer cannot be used
    """
    words = tidy(without_codes(report.words), field="description")
    if not words and not report.photos and not report.answers:
        raise NothingSaid(field="description")
    if len(report.photos) > MOST_PHOTOS:
        raise TooManyPhotos(field="photos")
    return _keep(_draw_up(report, words, at), report, at)


def _draw_up(report: Report, words: str, at: datetime) -> ServiceRequest:
    kind = shelf().find(report.service_code)
    place = place_of(report.point, report.kelurahan, report.located_by)
    return ServiceRequest(
        reference=f"{directory().profile.short}{new_code(REFERENCE_LENGTH)}",
        code=new_code(TRACKING_LENGTH),
        idempotency_key=report.idempotency_key,
        service_type=kind,
        words=words,
        answers=_answers(kind, report),
        channel=report.channel,
        language=report.language,
        received_at=report.received_at or at,
        jurisdiction=place,
        located_by=report.located_by if report.point else LocatedBy.KELURAHAN,
        lat=report.point.lat if report.point else None,
        lon=report.point.lon if report.point else None,
        cell=cell(report.point) if report.point else None,
        address=tidy(without_codes(report.address), longest=300, field="address"),
        api_key=report.api_key,
        is_test=report.is_test,
        is_anonymous=report.is_anonymous,
        is_confidential=report.is_confidential,
    )


def _answers(kind: ServiceType, report: Report) -> dict[str, str | list[str]]:
    asked = shelf().questions.get(kind.pk, ())
    return check_answers(asked, report.answers, may_be_missing=report.is_unasked)


def _keep(service_request: ServiceRequest, report: Report, at: datetime) -> ServiceRequest:
    if report.person:
        service_request.reporter = Reporter.objects.create(
            name=tidy(report.person.name, longest=120, field="name"),
            email=report.person.email,
            phone=report.person.phone,
            telegram=report.person.telegram,
            by_voice=report.person.by_voice,
            added_at=at,
        )
    service_request.save(force_insert=True)
    if report.photos:
        _keep_photos(service_request, report, at)
    return service_request


def _keep_photos(service_request: ServiceRequest, report: Report, at: datetime) -> None:
    apart = {photo.digest: photo for photo in report.photos}
    Photo.objects.bulk_create(photo_row(service_request, photo, at) for photo in apart.values())


def photo_row(service_request: ServiceRequest, photo: CleanPhoto, at: datetime) -> Photo:
    """Return the row of a cleaned photo, not yet saved."""
    return Photo(
        service_request=service_request,
        file=photo.file,
        digest=photo.digest,
        width=photo.width,
        height=photo.height,
        likeness=photo.likeness,
        added_at=at,
    )


def received(service_request: ServiceRequest, *, at: datetime) -> Entry:
    """Return the entry that tells of a kept request, for whoever kept it to write.

    It was written down `at`; where the city had it on paper before, the entry says since when.
    """
    since = service_request.received_at
    earlier = {} if since == at else {"since": since.isoformat()}
    return drawn_up(
        "request.received",
        about=("request", service_request.pk),
        by=None,
        at=at,
        channel=service_request.channel,
        service_type=service_request.service_type_id,
        jurisdiction=service_request.jurisdiction_id,
        **earlier,
    )
