"""Replying with pictures: a question is answered, and what shows it is added to the report."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kentongan.casework.asking import NothingAsked, reply
from kentongan.casework.models import Inquiry
from kentongan.intake.models import Photo, ServiceRequest
from kentongan.intake.photographing import CleanPhoto
from kentongan.intake.receiving import MOST_PHOTOS, TooManyPhotos, photo_row
from kentongan.journal.recording import record

MOST_IN_ALL = 15
"""Photos of one report, with those that came later; our own choice."""


@transaction.atomic
def reply_to(
    inquiry: Inquiry,
    service_request: ServiceRequest,
    text: str,
    photos: Sequence[CleanPhoto] = (),
    *,
    at: datetime,
) -> Inquiry:
    """Answer this very question, in words, with pictures if there are any.

    :raises NothingAsked: if another was asked meanwhile, or this one has been answered
    """
    answered = reply(service_request, text, at=at)
    if answered.pk != inquiry.pk:
        raise NothingAsked
    if photos:
        added = add_photos(service_request, photos, at=at)
        about = ("request", service_request.pk)
        record("request.photos_added", about=about, by=None, at=at, row=inquiry.pk, photos=added)
    return answered


def add_photos(
    service_request: ServiceRequest, photos: Sequence[CleanPhoto], *, at: datetime
) -> int:
    """Add pictures to a report within the caller's transaction; return how many are new.

    :raises TooManyPhotos: if that is more than one message, or one report, may hold
    """
    known = set(service_request.photos.values_list("digest", flat=True))
    fresh = {photo.digest: photo for photo in photos if photo.digest not in known}
    if len(photos) > MOST_PHOTOS or len(known) + len(fresh) > MOST_IN_ALL:
        raise TooManyPhotos(field="photos")
    rows = [photo_row(service_request, photo, at) for photo in fresh.values()]
    return len(Photo.objects.bulk_create(rows))
