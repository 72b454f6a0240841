"""Photos on their way from the browser: what goes wrong with one is said beside the others."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from kentongan.face.uploading import RefusedFile
from kentongan.frontdesk.checking import Faults
from kentongan.frontdesk.drafting import Draft
from kentongan.intake.photo_faults import PhotoGone, PhotoRefused
from kentongan.intake.photographing import CleanPhoto, stage
from kentongan.intake.receiving import MOST_PHOTOS, TooManyPhotos


def take_photos(request: HttpRequest, draft: Draft) -> tuple[Draft, Faults]:
    """Return the report with the photos just sent, without those just dropped, and what failed."""
    dropped = request.POST.get("drop", "")
    photos = [photo for photo in draft.photos if photo.digest != dropped]
    faults: list[str] = []
    if len(photos) < len(request.POST.getlist("photo")) - bool(dropped):
        faults.append(str(PhotoGone()))
    for file in request.FILES.getlist("photos"):
        if len(photos) >= MOST_PHOTOS:
            faults.append(str(TooManyPhotos()))
            break
        try:
            photos.append(_stage(file))
        except PhotoRefused as refusal:
            faults.append(f"{file.name}: {refusal}" if file.name else str(refusal))
    said = {"photos": " ".join(faults)} if faults else {}
    return draft.with_photos(tuple(photos)), said


def _stage(file: "UploadedFile[Any]") -> CleanPhoto:
    if isinstance(file, RefusedFile):
        raise file.refusal(field="photos")
    return stage(file, at=timezone.now())  # type: ignore[arg-type]
