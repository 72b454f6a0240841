"""Streams: what stays open for hours lives on the event loop and never holds a thread.

A stream is a native ASGI callable ``(scope, receive, send)``. ``send`` waits while the client's
buffers are full. Any stream is cancelled when its client leaves and when the server stops, so it
needs no watch of its own; to drop a slow client, it merely returns.
"""

import asyncio
import contextlib
import importlib
import importlib.util
from collections.abc import Mapping
from typing import cast

from kentongan.config.serving.shapes import AsgiCallable, Receive, Scope, Send, say_plainly

STREAMS: Mapping[str, str] = {
    "/peta/aliran": "kentongan.frontdesk.live.streaming:application",
    "/wall/stream": "kentongan.wall.streaming:application",
    "/meja/telepon/aliran": "kentongan.workdesk.telephone.streaming:application",
}
"""Path: where its ASGI callable is, as ``module:attribute``; imported when first asked for."""


class Streams:
    """The streams of one process, by path."""

    def __init__(self, places: Mapping[str, str] = STREAMS) -> None:
        self._places = places
        self._open: set[asyncio.Task[None]] = set()

    def __contains__(self, path: str) -> bool:
        """Whether a path is a stream's."""
        return path in self._places

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run one stream until it ends, its client leaves, or the server stops."""
        application = _load(self._places[scope["path"]])
        if application is None:
            await say_plainly(send, 404, "There is no such stream.")
            return
        running = asyncio.create_task(_run(application, scope, receive, send))
        leaving = asyncio.create_task(_until_left(receive))
        self._open.add(running)
        try:
            await asyncio.wait({running, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._open.discard(running)
            leaving.cancel()
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
            await _conclude(send)

    def load(self) -> None:
        """Import whatever there is of them, before anybody asks."""
        for place in self._places.values():
            _load(place)

    def end(self) -> None:
        """Cancel every open stream: browsers come back by themselves, to whoever is there."""
        for task in list(self._open):
            task.cancel()


async def _run(application: AsgiCallable, scope: Scope, receive: Receive, send: Send) -> None:
    await application(scope, _nothing_more, send)


async def _conclude(send: Send) -> None:
    """End the answer in good form, unless it has not begun, is over, or its reader is stuck."""
    with contextlib.suppress(RuntimeError, TimeoutError):
        async with asyncio.timeout(0.5):
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _nothing_more() -> dict[str, object]:
    """What a stream receives: a GET has no body, and leaving ends the stream from outside."""
    await asyncio.Event().wait()
    return {"type": "http.disconnect"}


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _load(place: str) -> AsgiCallable | None:
    module, _, attribute = place.partition(":")
    room, _, _ = module.rpartition(".")
    if importlib.util.find_spec(room) is None or importlib.util.find_spec(module) is None:
        return None
    return cast(AsgiCallable, getattr(importlib.import_module(module), attribute))
