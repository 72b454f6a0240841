"""Pictures that come with an answer: checked by content, kept before the words refer to them."""

from django.http import HttpRequest
from django.utils import timezone

from kentongan.face.uploading import RefusedFile
from kentongan.intake.photographing import CleanPhoto, settle, stage
from kentongan.intake.receiving import MOST_PHOTOS, TooManyPhotos


def pictures(request: HttpRequest) -> list[CleanPhoto]:
    """Return the pictures of the form.

    :raises Unprocessable: if one cannot be used, or there are too many
    """
    files = request.FILES.getlist("photos")
    if len(files) > MOST_PHOTOS:
        raise TooManyPhotos(field="photos")
    kept = []
    for file in files:
        if isinstance(file, RefusedFile):
            raise file.refusal(field="photos")
        kept.append(stage(file, at=timezone.now()))  # type: ignore[arg-type]
    for photo in kept:
        settle(photo)
    return kept
