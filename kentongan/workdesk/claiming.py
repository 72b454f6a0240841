"""The claim's form: words, pictures taken in the app beside what they bring along, older pictures.

The pictures taken in the app come as files `shots`; in the same order their nonce, and the moment
and place by the device, in fields of their own. Without a script there are none.
"""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kentongan.casework.claiming import claim
from kentongan.casework.holding import NoSuchCase
from kentongan.casework.lending import LIFE, lend
from kentongan.casework.models import Case
from kentongan.casework.proving import MOST_PROOFS, Picture, TooManyProofs
from kentongan.casework.reaching import reaches
from kentongan.face.admitting import users
from kentongan.face.uploading import RefusedFile
from kentongan.intake.photo_faults import PhotoRefused
from kentongan.intake.photographing import CleanPhoto, clean
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.geometry import Point, is_on_earth
from kentongan.workdesk.case import load_case
from kentongan.workdesk.visitors import person

Files = MultiValueDict[str, "UploadedFile[Any]"]


@users(Act.CLAIM)
@require_POST
def nonce(request: HttpRequest, reference: str) -> JsonResponse:
    """Lend the camera what makes its next picture one that was taken now."""
    user = person(request)
    case = load_case(user, reference)
    if not reaches(user, Act.CLAIM, case):
        raise NoSuchCase
    lent = lend(case, by=user, at=timezone.now())
    response = JsonResponse({"nonce": lent.code, "until": (lent.issued_at + LIFE).isoformat()})
    response["Cache-Control"] = "no-store"
    return response


def claim_with_pictures(case: Case, form: QueryDict, files: Files, by: User, at: datetime) -> Any:
    """Read the form and claim.

    :raises Unprocessable: if there are too many pictures, or one cannot be used
    """
    shots, older = files.getlist("shots"), files.getlist("pictures")
    if len(shots) + len(older) > MOST_PROOFS:
        raise TooManyProofs(field="pictures")
    pictures = [_shot(form, number, file) for number, file in enumerate(shots)]
    pictures += [Picture(_cleaned(file)) for file in older]
    return claim(case, form.get("text", ""), pictures, by=by, at=at)


def _shot(form: QueryDict, number: int, file: "UploadedFile[Any]") -> Picture:
    lat, lon = _told(form, "shot_lat", number), _told(form, "shot_lon", number)
    return Picture(
        _cleaned(file),
        nonce=_told(form, "shot_nonce", number),
        taken_at=_moment(_told(form, "shot_at", number)),
        point=_point(lat, lon),
    )


def _told(form: QueryDict, name: str, number: int) -> str:
    told = form.getlist(name)
    return str(told[number])[:40] if number < len(told) else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None and 2000 <= moment.year < 2200 else None


def _point(lat: str, lon: str) -> Point | None:
    try:
        point = Point(float(lat), float(lon))
    except ValueError:
        return None
    return point if is_on_earth(point) else None


def _cleaned(file: "UploadedFile[Any]") -> CleanPhoto:
    try:
        if isinstance(file, RefusedFile):
            raise file.refusal
        return clean(file)  # type: ignore[arg-type]
    except PhotoRefused as fault:
        again = _("Please choose the pictures once more.")
        name = f"{file.name}: " if file.name else ""
        raise type(fault)(f"{name}{fault} {again}", field="pictures") from fault
