"""The wall's pages: the wall itself, and the rows behind any number on it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone
from kentongan.people.screens import NoSuchScreen, screen_of
from kentongan.wall.drawing import drawn
from kentongan.wall.letting_in import COOKIE, cookie_of, watchers
from kentongan.wall.showing import showing

TOKEN = "perangkat"  # noqa: S105 - the name of a parameter
TEN_YEARS = 10 * 365 * 24 * 3600
WALL = "/wall/"


@anyone
@require_safe
@never_cache
def arrive(request: HttpRequest) -> HttpResponse:
    """A screen that hands over its token gets its cookie; everybody else is looked at."""
    if TOKEN not in request.GET:
        return watch(request)  # type: ignore[return-value]
    screen = screen_of(request.GET[TOKEN])
    if screen is None:
        raise NoSuchScreen
    # Away from the address that holds the token: it must not stay in the screen's history.
    answer = HttpResponseRedirect(WALL)
    answer.set_cookie(
        COOKIE,
        cookie_of(screen),
        max_age=TEN_YEARS,
        path=WALL,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    return answer


@watchers
def watch(request: HttpRequest) -> HttpResponse:
    """The wall, drawn once for everybody who opens it within a second."""
    shown, language = showing.ask(timezone.now()), get_language() or ""
    if language not in shown.pages:
        shown.pages[language] = render_to_string("wall/wall.html", drawn(shown), request)
    return HttpResponse(shown.pages[language])
