"""Photos sent as files with a report (an extension: the standard knows only addresses)."""

from typing import BinaryIO, cast

from django.http import HttpRequest

from kentongan.intake.photographing import CleanPhoto, clean
from kentongan.intake.receiving import MOST_PHOTOS, TooManyPhotos

FIELDS = ("media", "media[]")


def clean_media(request: HttpRequest) -> tuple[CleanPhoto, ...]:
    """Clean and keep the photos of a form.

    :raises TooManyPhotos: before any of them is opened
    """
    files = [f for name in FIELDS for f in request.FILES.getlist(name)]
    if len(files) > MOST_PHOTOS:
        raise TooManyPhotos(field="media")
    return tuple(clean(cast(BinaryIO, file)) for file in files)
