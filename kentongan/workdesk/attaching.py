"""Attaching pictures to a claim: what has arrived once need not be chosen again after a refusal."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from kentongan.casework.proving import MOST_PROOFS, TooManyProofs
from kentongan.face.photos import photo_url
from kentongan.face.staging import Staged, read, sign
from kentongan.face.uploading import RefusedFile
from kentongan.intake.photo_faults import PhotoGone, PhotoRefused
from kentongan.intake.photographing import CleanPhoto, stage
from kentongan.toolbox.refusals import Unprocessable

ATTACHED = "attached"
SHOT = ("shot_nonce", "shot_at", "shot_lat", "shot_lon")
"""What a picture taken in the app brings along, beside the file."""


def attach(request: HttpRequest) -> tuple[list[Staged], Unprocessable | None]:
    """Return the pictures of the form, those attached before and those just sent; and a fault.

    The form holds their tokens from now on, instead of the files.
    """
    named = request.POST.getlist(ATTACHED)[:MOST_PROOFS]
    attached = attached_to(request)
    fault: Unprocessable | None = None
    if len(attached) < len(named):
        fault = PhotoGone(field="pictures")
    for file, told in _sent(request):
        if len(attached) >= MOST_PROOFS:
            fault = TooManyProofs(field="pictures")
            break
        try:
            attached.append(sign(_staged(file), told))
        except PhotoRefused as refusal:
            fault = refusal
    form = request.POST.copy()
    form.setlist(ATTACHED, [each.token for each in attached])
    request.POST = form  # type: ignore[assignment]
    return attached, fault


def attached_to(request: HttpRequest) -> list[Staged]:
    """Return the pictures that the form holds already."""
    tokens = dict.fromkeys(request.POST.getlist(ATTACHED)[:MOST_PROOFS])
    return [staged for staged in map(read, tokens) if staged]


def shown_again(request: HttpRequest) -> list[dict[str, str]]:
    """Return the same for a page: the token that the form carries on, and where they are seen."""
    return [
        {
            "token": each.token,
            "address": photo_url(each.photo),
            "small": photo_url(each.photo, small=True),
        }
        for each in attached_to(request)
    ]


def _sent(request: HttpRequest) -> "list[tuple[UploadedFile[Any], list[str]]]":
    shots = request.FILES.getlist("shots")
    told = [[_told(request, name, number) for name in SHOT] for number in range(len(shots))]
    older: list[tuple[Any, list[str]]] = [(file, []) for file in request.FILES.getlist("pictures")]
    return [*zip(shots, told, strict=True), *older]


def _told(request: HttpRequest, name: str, number: int) -> str:
    told = request.POST.getlist(name)
    return str(told[number])[:40] if number < len(told) else ""


def _staged(file: "UploadedFile[Any]") -> CleanPhoto:
    try:
        if isinstance(file, RefusedFile):
            raise file.refusal
        return stage(file, at=timezone.now())  # type: ignore[arg-type]
    except PhotoRefused as fault:
        name = f"{file.name}: " if file.name else ""
        raise type(fault)(f"{name}{fault}", field="pictures") from fault
