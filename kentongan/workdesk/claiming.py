"""The claim's form: words, pictures taken in the app beside what they bring along, older pictures.

The pictures taken in the app come as files `shots`; in the same order their nonce, and the moment
and place by the device, in fields of their own. Without a script there are none.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kentongan.casework.claiming import claim
from kentongan.casework.holding import NoSuchCase
from kentongan.casework.lending import LIFE, lend
from kentongan.casework.models import Case
from kentongan.casework.proving import Picture
from kentongan.casework.reaching import reaches
from kentongan.face.admitting import users
from kentongan.face.staging import Staged
from kentongan.intake.photographing import settle
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.geometry import Point, is_on_earth
from kentongan.workdesk.attaching import attach
from kentongan.workdesk.case import load_case
from kentongan.workdesk.visitors import person


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


def claim_with_pictures(case: Case, request: HttpRequest, by: User, at: datetime) -> Any:
    """Read the form and claim.

    :raises Unprocessable: if there are too many pictures, or one cannot be used; others stay
    """
    attached, fault = attach(request)
    if fault:
        raise fault
    for each in attached:
        settle(each.photo)
    pictures = [_picture(each) for each in attached]
    return claim(case, request.POST.get("text", ""), pictures, by=by, at=at)


def _picture(attached: Staged) -> Picture:
    if not attached.told:
        return Picture(attached.photo)
    nonce, taken_at, lat, lon = attached.told
    return Picture(attached.photo, nonce, _moment(taken_at), _point(lat, lon))


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
