"""What every page behind the wall has: its moment, the way back, and whether the viewer directs."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.wall.moments import Moment


def frame(request: HttpRequest, moment: Moment) -> dict[str, Any]:
    """Return what the base of such a page is drawn with (no statement for a screen)."""
    return {
        "at": timezone.localtime(moment.at),
        "then": moment.then,
        "back": reverse("wall_playing") + moment.then if moment.then else reverse("wall"),
        "directs": allowed(request, Act.DIRECT),
    }


def allowed(request: HttpRequest, act: Act) -> bool:
    """Whether the viewer may do it; a screen may do nothing."""
    return request.user.is_authenticated and may(cast(User, request.user), act)
