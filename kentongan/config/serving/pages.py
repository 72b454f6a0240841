"""Pages: an ordinary WSGI application behind ASGI, worked on by a crew of threads."""

import logging
from collections.abc import Callable
from typing import BinaryIO

from kentongan.config.serving.answering import Answer, ReaderLeft
from kentongan.config.serving.environs import build_environ
from kentongan.config.serving.receiving import BodyTooLong, SenderLeft, take_body
from kentongan.config.serving.shapes import Receive, Scope, Send, WsgiCallable, say_plainly
from kentongan.config.serving.working import Crew

logger = logging.getLogger(__name__)
LONGEST_QUEUE = 1000
"""Requests that may wait in one process; the next one is told to come back."""
CLOSE = (b"connection", b"close")
SOON = (b"retry-after", b"10")


class Pages:
    """The ASGI face of a WSGI application."""

    def __init__(
        self, application: WsgiCallable, threads: int, leave: Callable[[], None] | None = None
    ) -> None:
        """:param leave: called by each thread when the server stops"""
        self._application = application
        self._crew = Crew(threads, leave)

    def start(self) -> None:
        """Start the threads, in the process that will use them."""
        self._crew.start()

    def stop(self) -> None:
        """Let the threads finish and give back their database connections."""
        self._crew.stop(within=1.0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if self._crew.waiting() >= LONGEST_QUEUE:
            await say_plainly(send, 503, "Too busy just now. Please try again.", SOON, CLOSE)
            return
        try:
            body, length = await take_body(scope, receive)
        except SenderLeft:
            await say_plainly(send, 408, "The request did not arrive completely.", CLOSE)
        except BodyTooLong:
            await say_plainly(send, 413, "This is too large to be sent. Nothing was kept.", CLOSE)
        except OSError:
            logger.exception("A request's body could not be kept on disk")
            sentence = "The server cannot store this now. Nothing was kept; please try again."
            await say_plainly(send, 503, sentence, SOON, CLOSE)
        else:
            await self._answer(scope, receive, send, body, length)

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, body: BinaryIO, length: int
    ) -> None:
        answer = Answer(self._application, build_environ(scope, body, length), receive, send)
        self._crew.take(answer.give)
        try:
            await answer.given()
        except ReaderLeft:
            logger.info("A reader left in the middle of %s", scope["path"])
