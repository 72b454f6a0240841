"""Letting a stream in: the same question as for a page, asked in a thread that then lets go.

Many screens with the same cookies are asked about once in a few seconds: after a restart a
thousand of them come back together.
"""

import asyncio
from importlib import import_module
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user
from django.db import Error
from django.http import HttpRequest, parse_cookie

from kentongan.cities.entering import city_by_host, enter
from kentongan.cities.models import City
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.wall.crews import doorman
from kentongan.wall.letting_in import screen_in

REMEMBER = 5.0
MOST_REMEMBERED = 5000


class Ticket(NamedTuple):
    """What a visitor shows."""

    host: str
    cookie: str


_answers: dict[Ticket, tuple[float, "asyncio.Future[City | None]"]] = {}


async def admit(ticket: Ticket) -> City | None:
    """Return the city whose wall the visitor may watch, or None if they may not.

    :raises NoSuchCity: if the host is nobody's
    """
    kept = _answers.get(ticket)
    if kept is None or monotonic() - kept[0] > REMEMBER or kept[1].cancelled():
        if len(_answers) >= MOST_REMEMBERED:
            _answers.clear()
        asked = asyncio.ensure_future(doorman.alone(lambda: _look_at(ticket)))
        kept = _answers[ticket] = (monotonic(), asked)
    try:
        return await asyncio.shield(kept[1])
    except Error:
        _answers.pop(ticket, None)
        raise


def _look_at(ticket: Ticket) -> City | None:
    city = city_by_host(ticket.host)
    enter(city)
    cookies = parse_cookie(ticket.cookie)
    if screen_in(cookies):
        return city
    request = HttpRequest()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(cookies.get(settings.SESSION_COOKIE_NAME))
    user = get_user(request)
    return city if isinstance(user, User) and may(user, Act.WATCH_WALL) else None


def forget_answers() -> None:
    """Ask everybody again."""
    _answers.clear()
