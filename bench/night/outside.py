"""The world outside, on loopback: gauges that rise, a source that dies, networks for replies.

It counts what the city wrote to whom, so that nobody can be answered twice unseen.
"""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qs, urlsplit


@dataclass
class River:
    """One gauge: where it begins and where it is when the night is over, in cm."""

    code: str
    low: float
    high: float


@dataclass
class Outside:
    """What stands outside. `is_dead` is what the second source becomes."""

    rivers: dict[str, list[River]] = field(default_factory=dict)
    seconds: float = 1.0
    began: float = field(default_factory=time.monotonic)
    dead: set[str] = field(default_factory=set)
    written: Counter[str] = field(default_factory=Counter)
    port: int = 0
    lock: Lock = field(default_factory=Lock)

    def levels(self, path: str) -> list[dict[str, object]]:
        """Return what the gauges of one source measure now."""
        share = min((time.monotonic() - self.began) / self.seconds, 1.0)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return [
            {"pos": r.code, "tma": round(r.low + (r.high - r.low) * share, 1), "waktu": at}
            for r in self.rivers.get(path, ())
        ]

    def note(self, to: str) -> int:
        """Count a message to somebody."""
        with self.lock:
            self.written[to] += 1
            return sum(self.written.values())

    def open(self) -> ThreadingHTTPServer:
        """Answer on a free port of loopback until it is shut down."""
        door = type("Door", (_Door,), {"outside": self})
        server = ThreadingHTTPServer(("127.0.0.1", 0), door)
        server.daemon_threads = True
        self.port = server.server_address[1]
        Thread(target=server.serve_forever, daemon=True).start()
        return server


class _Door(BaseHTTPRequestHandler):
    """One question; `outside` is set below it."""

    outside: Outside

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        if place.path in self.outside.dead:
            self.close_connection = True  # hung up without a word, as a dead source does
            return
        if place.path == "/cgi-bin/sendsms":
            self.outside.note(parse_qs(place.query)["to"][0].lstrip("+"))
            self._say(202, b"0: Accepted for delivery", "text/plain")
        else:
            self._say(200, json.dumps(self.outside.levels(place.path)).encode())

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number = self.outside.note(str(told["to"]).lstrip("+"))
        self._say(200, json.dumps({"messages": [{"id": f"wamid.out.{number}"}]}).encode())

    def _say(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Say nothing."""
