"""A telephone line between a browser and the city that can fail at every place where lines fail."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

import httpx

Fault = Literal["", "cut", "no request", "no answer", "500"]
"""`cut`: nothing gets through. The others meet reports alone: what was sent never arrives; it
arrives and the answer is lost; the city breaks."""
DROPPED = {"connection", "transfer-encoding", "content-encoding", "content-length"}


class Line(ThreadingHTTPServer):
    """Passes everything on to a city, as long as it is whole; `sent` notes whose reports went."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.beyond = f"http://127.0.0.1:{port}"
        self.fault: Fault = ""
        self.sent: list[str] = []

    def at(self, path: str) -> str:
        """The address of a page of the example city at this end of the line."""
        return f"http://contoh.localhost:{self.server_port}{path}"


class _Call(BaseHTTPRequestHandler):
    server: Line

    def do_GET(self) -> None:
        if self.server.fault == "cut":
            return
        self._say(self._ask(b""))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.server.fault
        if fault in {"cut", "no request"}:
            return
        if fault == "500":
            self.send_error(500)
            return
        answer = self._ask(body)
        self.server.sent.append(self.headers.get("Idempotency-Key") or self.path)
        if self.server.fault != "no answer":
            self._say(answer)

    def _ask(self, body: bytes) -> httpx.Response | None:
        headers = {name: value for name, value in self.headers.items() if name not in DROPPED}
        try:
            return httpx.request(
                self.command,
                self.server.beyond + self.path,
                content=body,
                headers=headers,
                timeout=60,
            )
        except httpx.TransportError:
            return None

    def _say(self, answer: httpx.Response | None) -> None:
        if answer is None:
            return
        self.send_response(answer.status_code)
        for name, value in answer.headers.multi_items():
            if name.lower() not in DROPPED:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line to the city that answers on a port of this machine."""
    line = Line(port)
    thread = threading.Thread(target=line.serve_forever, daemon=True)
    thread.start()
    yield line
    line.shutdown()
    line.server_close()
