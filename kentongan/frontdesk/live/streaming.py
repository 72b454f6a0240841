"""`/peta/aliran`: server-sent events for everybody who looks at the public map.

Nobody is asked who they are; the host says which city. Where nginx with nchan stands in front it
says so in a header, and is told which channel the reader may have: the stream is nginx's then.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from kentongan.cities.crews import Crew
from kentongan.cities.entering import NoSuchCity, city_by_host
from kentongan.face.resuming import place_known
from kentongan.frontdesk.live.hub import Hub, Reader, hub_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

MOST_STREAMS = 8000
BEAT = b":\n\n"
SILENCE = 15.0
"""Seconds after which a beat is said, lest a line in between is closed."""
CHANNEL = "/_umum/"
"""Where nginx keeps the channels, by the city's schema."""
SAFE = (b"x-content-type-options", b"nosniff")
STREAM: Headers = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
    SAFE,
]
PLAIN: Headers = [
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"cache-control", b"no-store"),
    SAFE,
]
RETRY = b"retry: 4000\n\n"
doorman = Crew("map-doorman")


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one reader until it leaves or is dropped, or hand it to nginx."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    if scope["method"] != "GET":
        return await _refuse(send, HTTPStatus.METHOD_NOT_ALLOWED)
    try:
        city = await doorman.alone(lambda: city_by_host(headers.get("host", "")))
    except NoSuchCity:
        return await _refuse(send, HTTPStatus.NOT_FOUND)
    if settings.NCHAN and "x-nchan" in headers:
        return await _hand_over(send, city.schema_name)
    hub = hub_of(city)
    if len(hub.readers) >= MOST_STREAMS:
        return await _refuse(send, HTTPStatus.SERVICE_UNAVAILABLE)
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    reader = Reader(place_known(query, headers))
    try:
        await _stream(hub, reader, send)
    finally:
        hub.leave(reader)


async def _stream(hub: Hub, reader: Reader, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": STREAM})
    await _say(send, RETRY)
    await _say(send, BEAT + await hub.join(reader))
    while True:
        data = BEAT
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SILENCE):
                data = await reader.queue.get()
        await _say(send, data)


async def _hand_over(send: Send, schema: str) -> None:
    """Tell nginx that the reader may have the city's channel; it keeps our type of answer."""
    headers = [*STREAM, (b"x-accel-redirect", f"{CHANNEL}{schema}".encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await _say(send, b"", more=False)


async def _say(send: Send, data: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": more})


async def _refuse(send: Send, status: HTTPStatus) -> None:
    await send({"type": "http.response.start", "status": int(status), "headers": PLAIN})
    await _say(send, f"{status.value} {status.phrase}\n".encode(), more=False)
