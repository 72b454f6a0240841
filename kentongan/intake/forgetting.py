"""Forgetting: who told us, what they told, their photos. The facts of the matter remain.

Inside a transaction of the caller, who holds the case and writes the entry. Files go last, when
the rows say so: whoever dies in between leaves a row that is found again.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from kentongan.intake import photo_files
from kentongan.intake.models import LocatedBy, Photo, Reporter, ServiceRequest
from kentongan.intake.needing import needed

TOLD = ("words", "answers", "address", "erased_at", "lat", "lon", "cell", "located_by")


def forget_person(service_request: ServiceRequest, *, at: datetime) -> None:
    """Remove who told us, and pictures of the paper on which they wrote it."""
    reporter = service_request.reporter_id
    service_request.reporter = None
    # The digest in it was made of the name and the number too.
    service_request.idempotency_key = None
    service_request.save(update_fields=["reporter", "idempotency_key"])
    if reporter is not None:
        Reporter.objects.filter(pk=reporter).delete()
    service_request.data_requests.update(text="")
    sheets = service_request.photos.filter(is_record=True)
    forget_photos(sheets.values_list("pk", flat=True), at=at)


def forget_words(service_request: ServiceRequest, *, at: datetime) -> None:
    """Remove what they told; type, kelurahan and moments remain, and that words were erased."""
    told = service_request
    told.words, told.answers, told.address, told.erased_at = "", {}, "", at
    told.lat = told.lon = told.cell = None
    told.located_by = LocatedBy.KELURAHAN
    told.save(update_fields=TOLD)
    forget_photos(service_request.photos.values_list("pk", flat=True), at=at)


def forget_photos(photos: Iterable[int], *, at: datetime) -> None:
    """Mark photos as gone, by id; their files follow with `remove_files`."""
    gone = Photo.objects.filter(pk__in=list(photos), erased_at=None)
    gone.update(erased_at=at, is_public=False)


def remove_files(limit: int = 100) -> int:
    """Remove the files of up to `limit` photos that are gone; return how many were seen to.

    A file to which anything else still points stays: the same picture may have been sent twice,
    or prove a claim.
    """
    gone = list(Photo.objects.exclude(erased_at=None).exclude(file="").order_by("pk")[:limit])
    still = needed({photo.digest for photo in gone}) if gone else set()
    shown = Photo.objects.filter(erased_at=None)
    for photo in gone:
        if photo.digest not in still:
            _remove(photo.digest)
        if photo.public_digest and not shown.filter(public_digest=photo.public_digest).exists():
            photo_files.remove(photo_files.shown(photo.public_digest))
        photo.file = photo.public_digest = ""
        photo.save(update_fields=["file", "public_digest"])
    return len(gone)


def _remove(digest: str) -> None:
    sizes = (False, True)
    photo_files.remove(
        *chain(
            (photo_files.kept(digest, small=small) for small in sizes),
            (photo_files.staged(digest, small=small) for small in sizes),
        )
    )
