"""A door on a real port whose callers are let in by the test itself, one at a time.

So whatever calls from outside works in the test's own transaction, as the test client does.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from threading import Thread

from django.test import Client

PATIENCE = 15.0
"""Seconds after which what a test waits for will not come."""


@dataclass
class Call:
    """Somebody who stands before the door."""

    path: str
    answer: SimpleQueue[int] = field(default_factory=SimpleQueue)


@dataclass
class Door:
    """Where it stands, who has knocked, and what they were told."""

    port: int = 0
    waiting: SimpleQueue[Call] = field(default_factory=SimpleQueue)
    paths: list[str] = field(default_factory=list)
    is_shut: bool = False

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def until(self, happened: Callable[[], bool]) -> None:
        """Let callers in until something has happened."""
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, f"it did not happen; callers so far: {self.paths}"
            self._let_in()

    def _let_in(self) -> None:
        try:
            call = self.waiting.get(timeout=0.05)
        except Empty:
            return
        self.paths.append(call.path)
        if self.is_shut:
            call.answer.put(503)
        else:
            call.answer.put(Client().get(call.path).status_code)


@contextmanager
def opened() -> Iterator[Door]:
    """Listen on a port of the system's choice until the test is over."""
    door = Door()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Knock,), {"door": door}))
    listening.daemon_threads = True
    door.port = listening.server_address[1]
    thread = Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield door
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


class Knock(BaseHTTPRequestHandler):
    """One call; `door` is set below it."""

    door: Door

    def do_GET(self) -> None:
        call = Call(self.path)
        self.door.waiting.put(call)
        self.send_response(call.answer.get(timeout=2 * PATIENCE))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *told: object) -> None:
        """Say nothing."""
