"""A real HTTP server that speaks as a source does, kind or difficult."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from kentongan.situation.feeds import Feed, Grade
from tests.situation.warnings import AT

Said = tuple[int, bytes]


@dataclass
class Source:
    """What stands at which path, and who asked for what."""

    port: int = 0
    pages: dict[str, Said] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    etag: str = ""
    wait: str = ""

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def feed(self, connector: str = "cap", path: str = "/rss", **more: object) -> Feed:
        """Return a feed of the current city that leads here."""
        asked: dict[str, object] = {
            "code": "peringatan", "names": {"id": "Peringatan"}, "gives": {"id": "Peringatan."},
            "licence": "-", "attribution": "Contoh", "every_s": 60, "fresh_s": 900,
            "grade": Grade.OFFICIAL, "address": self.at(path), "connector": connector,
        }  # fmt: skip
        return Feed.objects.create(**(asked | more))


class Asked(BaseHTTPRequestHandler):
    """One question; `source` is set below it."""

    source: Source

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match", "")
        self.source.asked.append((self.path, known))
        status, body = self.source.pages.get(self.path, (404, b""))
        if self.source.etag and known == self.source.etag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in (("ETag", self.source.etag), ("Retry-After", self.source.wait)):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Say nothing."""


@contextmanager
def source() -> Iterator[Source]:
    """Listen on a port of the system's choice until the block ends."""
    found = Source()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Asked,), {"source": found}))
    found.port = listening.server_address[1]
    thread = Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def index(*links: str) -> bytes:
    items = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in links)
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


LATER = AT + timedelta(minutes=2)
