"""One request, worked on by a thread: call the WSGI application, pass its answer on.

A short answer goes over in one piece. A long one is forwarded in pieces, each only when the
client has taken the one before, so a download of any length costs the same memory.
"""

import asyncio
import concurrent.futures
from collections.abc import Iterable
from typing import Any

from kentongan.config.serving.shapes import Environ, Headers, Receive, Send, WsgiCallable

PIECE = 64 * 1024
"""Bytes gathered before a piece is handed over: rows of a table come in crumbs."""
PATIENCE = 60.0
"""Seconds a client may take for one piece before it is given up."""


class ReaderLeft(Exception):
    """Nobody reads this answer any more."""


class Answer:
    """One answer: a thread makes it with ``give``, the event loop sends it with ``given``."""

    def __init__(
        self, application: WsgiCallable, environ: Environ, receive: Receive, send: Send
    ) -> None:
        self._application = application
        self._environ = environ
        self._receive = receive
        self._send = send
        self._loop = asyncio.get_running_loop()
        self._last_piece: asyncio.Future[bytes] = self._loop.create_future()
        self._watch: asyncio.Task[None] | None = None
        self._left = False
        self._status = 500
        self._headers: Headers = []

    async def given(self) -> None:
        """Wait for the thread, then send what it made.

        :raises ReaderLeft: if the client went away in the middle
        """
        try:
            last = await self._last_piece
            self._measure(last)
            await self._say(last, more=False)
        finally:
            self._left = True
            if self._watch is not None:
                self._watch.cancel()

    def give(self) -> None:
        """Make the answer. Raises nothing: ``given`` raises it instead."""
        fault: BaseException | None = None
        last = b""
        pieces: Iterable[bytes] = ()
        try:
            pieces = self._application(self._environ, self._start)
            last = self._forward(pieces)
        except BaseException as raised:  # noqa: BLE001 - whatever it was, the loop must learn of it
            fault = raised
        # Django ends the request here and looks after its connection, which is this thread's.
        fault = self._close(pieces) or fault
        self._environ["wsgi.input"].close()
        self._loop.call_soon_threadsafe(self._settle, fault, last)

    def _start(self, status: str, headers: list[tuple[str, str]], _info: Any = None) -> None:
        self._status = int(status[:3])
        self._headers = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers]

    def _forward(self, pieces: Iterable[bytes]) -> bytes:
        """Forward all but the last piece, which is left to the event loop."""
        if self._environ["REQUEST_METHOD"] == "HEAD":
            return b""
        if isinstance(pieces, list | tuple) or getattr(pieces, "streaming", True) is False:
            return b"".join(pieces)
        gathered = bytearray()
        for piece in pieces:
            if len(gathered) >= PIECE:
                self._pass_on(bytes(gathered))
                gathered.clear()
            gathered += piece
        return bytes(gathered)

    def _pass_on(self, body: bytes) -> None:
        if self._left:
            raise ReaderLeft
        sending = asyncio.run_coroutine_threadsafe(self._say(body, more=True), self._loop)
        try:
            sending.result(PATIENCE)
        except (concurrent.futures.TimeoutError, concurrent.futures.CancelledError):
            sending.cancel()
            raise ReaderLeft from None

    async def _say(self, body: bytes, *, more: bool) -> None:
        if self._watch is None:
            start = {"type": "http.response.start", "status": self._status}
            await self._send({**start, "headers": self._headers})
        if more and self._watch is None:
            self._watch = self._loop.create_task(self._watch_for_leaving())
        await self._send({"type": "http.response.body", "body": body, "more_body": more})

    def _measure(self, body: bytes) -> None:
        """State the length of an answer in one piece; without it, it would go out in chunks."""
        known = any(name == b"content-length" for name, _ in self._headers)
        bodiless = self._status in {204, 304} or self._environ["REQUEST_METHOD"] == "HEAD"
        if self._watch is None and not known and not bodiless:
            self._headers.append((b"content-length", str(len(body)).encode()))

    async def _watch_for_leaving(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._left = True

    def _close(self, pieces: Iterable[bytes]) -> BaseException | None:
        try:
            getattr(pieces, "close", lambda: None)()
        except Exception as fault:  # noqa: BLE001 - handed on by the caller
            return fault
        return None

    def _settle(self, fault: BaseException | None, last: bytes) -> None:
        if self._last_piece.done():
            return
        if fault is None:
            self._last_piece.set_result(last)
        else:
            self._last_piece.set_exception(fault)
