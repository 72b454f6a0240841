"""Pictures that come with an answer: checked by content, kept before the words refer to them.

What has arrived once stays with the form while something else in it is put right.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from kentongan.face.staging import Staged, read, sign
from kentongan.face.uploading import RefusedFile
from kentongan.intake.photo_faults import PhotoGone, PhotoRefused
from kentongan.intake.photographing import CleanPhoto, settle, stage
from kentongan.intake.receiving import MOST_PHOTOS, TooManyPhotos
from kentongan.toolbox.refusals import Conflict, Unprocessable


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A form that has to be put right: which, why, and the pictures that stay with it."""

    form: str
    refusal: Unprocessable | Conflict
    attached: list[Staged]


def hand_in(
    request: HttpRequest, form: str, keep: Callable[[list[CleanPhoto]], object]
) -> NotTaken | None:
    """Give the pictures of a form to the verb that keeps them with its words; None if it did."""
    attached, fault = pictures(request)
    try:
        if fault:
            raise fault
        for each in attached:
            settle(each.photo)
        keep([each.photo for each in attached])
    except (Unprocessable, Conflict) as refusal:
        return NotTaken(form, refusal, attached)
    return None


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
