"""A small city to be served in tests: started as a program, `serving_app.py PORT [TRACES]`.

It writes what happens inside the server as lines into the file TRACES.
"""

import asyncio
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kentongan.config.serving.application import Application
from kentongan.config.serving.files import Files
from kentongan.config.serving.listening import PortTaken
from kentongan.config.serving.pages import Pages
from kentongan.config.serving.starting import serve
from kentongan.config.serving.streams import Streams

TRACES = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(os.devnull)


def trace(line: str) -> None:
    with TRACES.open("a") as traces:
        traces.write(line + "\n")


class Rows:
    """A long answer that knows when it is closed, and by whom."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.thread = threading.current_thread().name

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(self.count):
            yield b"r" * 1023 + b"\n"

    def close(self) -> None:
        same = threading.current_thread().name == self.thread
        trace(f"closed {'in the same thread' if same else 'elsewhere'}")


def _echo(environ: dict[str, Any]) -> list[bytes]:
    environ = dict(environ)
    body = environ.pop("wsgi.input").read(int(environ["CONTENT_LENGTH"] or 0))
    environ["pid"], environ["taken"] = os.getpid(), len(body)
    return [json.dumps(environ, default=str).encode()]


def _slow(_environ: dict[str, Any]) -> list[bytes]:
    time.sleep(1.0)
    return [b"slept"]


def _broken(_environ: dict[str, Any]) -> list[bytes]:
    raise ValueError("as asked")


PAGES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "/rows": lambda _environ: Rows(200_000),
    "/slow": _slow,
    "/broken": _broken,
}


def pages(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return PAGES.get(environ["PATH_INFO"], _echo)(environ)


async def stream(_scope: Any, _receive: Any, send: Any) -> None:
    headers = [(b"content-type", b"text/event-stream")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    try:
        while True:
            await send({"type": "http.response.body", "body": b": beat\n\n", "more_body": True})
            await asyncio.sleep(0.1)
    finally:
        trace("stream ended")


def load() -> Application:
    places = {"/stream": "tests.config.serving_app:stream", "/later": "kentongan.nowhere.yet:x"}
    return Application(Pages(pages, threads=3), Streams(places), Files(Path(__file__).parent))


if __name__ == "__main__":
    try:
        serve("127.0.0.1", int(sys.argv[1]), 2, lambda: print("ready", flush=True), load=load)
    except PortTaken as fault:
        sys.exit(str(fault))
