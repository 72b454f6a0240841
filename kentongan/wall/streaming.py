"""`/wall/stream`: server-sent events for the screens, as a native ASGI callable.

A visitor is let in by a thread whose connection is closed before the stream begins; from then on
the stream holds nothing but a queue. `Last-Event-ID`, or `?after=` on the first visit, says up to
where the screen knows; it is told what followed, each thing once, then what happens.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from kentongan.cities.entering import NoSuchCity
from kentongan.cities.models import City
from kentongan.face.resuming import place_known
from kentongan.face.stamping import static
from kentongan.wall.admission import Ticket, admit
from kentongan.wall.client import Client
from kentongan.wall.following import event
from kentongan.wall.hub import Hub, hub_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
ASK_AGAIN = 150.0
"""Seconds after which a visitor is asked again who they are; spread a little."""
MOST_STREAMS = 8000
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
RETRY = b"retry: 500\n\n"
"""Milliseconds until a screen comes back: with them and what it missed it stays within two seconds
when the process that told it dies."""


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one screen until it leaves, is dropped or is no longer let in."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    if scope["method"] != "GET":
        return await _refuse(send, HTTPStatus.METHOD_NOT_ALLOWED)
    ticket = Ticket(headers.get("host", ""), headers.get("cookie", ""))
    try:
        city = await admit(ticket)
    except NoSuchCity:
        return await _refuse(send, HTTPStatus.NOT_FOUND)
    if city is None:
        return await _refuse(send, HTTPStatus.FORBIDDEN)
    hub = hub_of(city)
    if len(hub.clients) >= MOST_STREAMS:
        return await _refuse(send, HTTPStatus.SERVICE_UNAVAILABLE)
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    client = Client(place_known(query, headers), _language(query))
    try:
        await _stream(hub, client, ticket, send)
    finally:
        hub.leave(client)


def _language(query: Mapping[str, list[str]]) -> str:
    """The one its page is in: what is drawn for it comes in that."""
    asked = query.get("bahasa", [""])[0]
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


async def _stream(hub: Hub, client: Client, ticket: Ticket, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await _say(send, RETRY)
    missed = await hub.join(client)
    hello = {**hub.greeting(), "version": static("built/wall/wall.js"), "numbers": client.numbers}
    await _say(send, event("hello", hello))
    if drawn := hub.around.get(client.language):
        await _say(send, drawn)
    if missed is None:
        await _say(send, event("reset", {}))
    elif missed:
        await _say(send, b"".join(piece.data for piece in missed))
    loop = asyncio.get_running_loop()
    ask_at = loop.time() + ASK_AGAIN * random.uniform(0.8, 1.2)  # noqa: S311 - only spreads them
    while True:
        data = client.fresh(await client.queue.get())
        if data:
            await _say(send, data)
        if loop.time() > ask_at:
            ask_at = loop.time() + ASK_AGAIN
            if await _left_out(ticket, hub.city):
                return await _say(send, event("closed", {}), more=False)


async def _left_out(ticket: Ticket, city: City) -> bool:
    try:
        found = await admit(ticket)
    except NoSuchCity:
        return True
    return found is None or found.pk != city.pk


async def _say(send: Send, data: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": more})


async def _refuse(send: Send, status: HTTPStatus) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await _say(send, f"{status.value} {status.phrase}\n".encode(), more=False)
