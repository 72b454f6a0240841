"""Pictures that come with an answer: checked by content, kept before the words refer to them.

What has arrived once stays with the form while something else in it is put right.
"""

from django.http import HttpRequest
from django.utils import timezone

from kentongan.face.staging import Staged, read, sign
from kentongan.face.uploading import RefusedFile
from kentongan.intake.photo_faults import PhotoGone, PhotoRefused
from kentongan.intake.photographing import stage
from kentongan.intake.receiving import MOST_PHOTOS, TooManyPhotos
from kentongan.toolbox.refusals import Unprocessable


def pictures(request: HttpRequest) -> tuple[list[Staged], Unprocessable | None]:
    """Return the pictures of the form, those attached before and those just sent; and a fault."""
    tokens = list(dict.fromkeys(request.POST.getlist("attached")))[:MOST_PHOTOS]
    attached = [staged for staged in map(read, tokens) if staged]
    fault: Unprocessable | None = None
    if len(attached) < len(tokens):
        fault = PhotoGone(field="photos")
    for file in request.FILES.getlist("photos"):
        if len(attached) >= MOST_PHOTOS:
            return attached, TooManyPhotos(field="photos")
        try:
            if isinstance(file, RefusedFile):
                raise file.refusal
            attached.append(sign(stage(file, at=timezone.now())))  # type: ignore[arg-type]
        except PhotoRefused as refusal:
            name = f"{file.name}: " if file.name else ""
            fault = type(refusal)(f"{name}{refusal}", field="photos")
    return attached, fault
