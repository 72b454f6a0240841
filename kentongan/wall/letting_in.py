"""Who may watch: somebody who has signed in and may, or a screen that has a token.

A screen hands its token over once, in the address; from then on it carries a signed cookie that
names its row. The row decides: once it is closed, the cookie opens nothing.
"""

from collections.abc import Mapping
from functools import wraps
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from kentongan.face.admitting import P, View
from kentongan.people.models import User, WallDevice
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import NotFound
from kentongan.toolbox.schemas import current

COOKIE = "layar"
LONGEST = 300


def cookie_of(screen: WallDevice) -> str:
    """Return the cookie by which a screen is known again, in this city alone."""
    return signing.dumps([screen.pk, screen.digest[:16]], salt=_salt())


def screen_in(cookies: Mapping[str, str]) -> WallDevice | None:
    """Return the open screen that the cookies belong to (one statement)."""
    carried = cookies.get(COOKIE, "")
    if not 0 < len(carried) <= LONGEST:
        return None
    try:
        key, digest = signing.loads(carried, salt=_salt())
    except (signing.BadSignature, ValueError):
        return None
    screen = WallDevice.objects.filter(pk=key, is_active=True).first()
    return screen if screen and screen.digest.startswith(digest) else None


def _salt() -> str:
    return f"wall:{current().schema_name}"


def watchers(view: View[P]) -> View[P]:
    """Screens with a token, and users who may watch the wall."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if screen_in(request.COOKIES) is None:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may(cast(User, request.user), Act.WATCH_WALL):
                raise NotFound
        return view(request, *args, **kwargs)

    guarded.passes = f"screens, and users who may {Act.WATCH_WALL}"  # type: ignore[attr-defined]
    return cast(View[P], guarded)
