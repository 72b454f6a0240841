"""`/meja/telepon/aliran`: tells a desk that the telephones stand otherwise, within a second.

Server-sent events as a native ASGI callable. It says only that something changed, never what: the
desk then asks for its own part of the page, by the ordinary way and with the ordinary leave.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, parse_cookie

from kentongan.cities.crews import Crew
from kentongan.cities.entering import NoSuchCity, city_by_host, enter
from kentongan.cities.models import City
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.workdesk.telephone.watching import watch_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
BEAT = 15.0
"""Seconds between two signs of life; proxies cut what is silent for longer."""
LIFE = 300.0
"""Seconds until a desk is asked anew who it is: the stream ends, and the browser comes back."""
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
doorman = Crew("telephone-doorman", threads=2)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell one desk of changes until it leaves, or its time is over."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host, cookie = headers.get("host", ""), headers.get("cookie", "")
    try:
        city = await doorman.alone(lambda: _let_in(host, cookie))
    except NoSuchCity:
        return await _refuse(send, HTTPStatus.NOT_FOUND)
    if city is None or scope["method"] != "GET":
        return await _refuse(send, HTTPStatus.FORBIDDEN)
    watch = watch_of(city)
    desk = watch.join()
    try:
        await _tell(desk, send)
    finally:
        watch.leave(desk)


async def _tell(desk: asyncio.Event, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await _say(send, b"retry: 1000\n\nevent: calls\ndata: 1\n\n")
    loop = asyncio.get_running_loop()
    end = loop.time() + LIFE * random.uniform(0.8, 1.2)  # noqa: S311 - only spreads them
    while loop.time() < end:
        try:
            async with asyncio.timeout(BEAT):
                await desk.wait()
        except TimeoutError:
            await _say(send, b": beat\n\n")
            continue
        desk.clear()
        await _say(send, b"event: calls\ndata: 1\n\n")
    await _say(send, b"", more=False)


def _let_in(host: str, cookie: str) -> City | None:
    """The city, if whoever comes takes or supervises calls there."""
    city = city_by_host(host)
    enter(city)
    request = HttpRequest()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(parse_cookie(cookie).get(settings.SESSION_COOKIE_NAME))
    user = get_user(request)
    if not isinstance(user, User):
        return None
    is_let_in = may(user, Act.TAKE_CALLS) or may(user, Act.SUPERVISE_CALLS)
    return city if is_let_in else None


async def _say(send: Send, data: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": more})


async def _refuse(send: Send, status: HTTPStatus) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await _say(send, f"{status.value} {status.phrase}\n".encode(), more=False)
