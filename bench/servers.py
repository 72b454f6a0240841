"""`kentongan serve` for the time of one measurement, and how much memory its processes hold."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from bench.ground import Ground

STARTER = "import sys; from kentongan.config.cli import main; sys.exit(main())"
START_WITHIN = 60.0
SECRET = "bench"
WHATSAPP = f"https://:none@graph.invalid/v21.0/1?secret={SECRET}"


@dataclass(frozen=True)
class Server:
    """A running server: its port, its worker processes and the host name of its city."""

    port: int
    workers: tuple[int, ...]
    host: str

    def memory(self) -> list[float]:
        """PSS of every worker in MiB: its own pages, and its share of those it shares."""
        return [psutil.Process(pid).memory_full_info().pss / 2**20 for pid in self.workers]

    def get(self, path: str, cookie: str = "", accept: str = "text/html") -> bytes:
        """Return a GET as it goes over the wire."""
        head = f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept: {accept}\r\n"
        return f"{head}{f'Cookie: {cookie}{chr(13)}{chr(10)}' if cookie else ''}\r\n".encode()

    def post(self, path: str, body: str, cookie: str = "", extra: str = "") -> bytes:
        """Return a POST of a form as it goes over the wire."""
        sent = body.encode()
        cookies = f"Cookie: {cookie}\r\n" if cookie else ""
        return (
            f"POST {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n{cookies}{extra}"
            "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(sent)}\r\n\r\n"
        ).encode() + sent


@contextmanager
def serving(ground: Ground, port: int, workers: int = 2) -> Iterator[Server]:
    """Serve the filled city."""
    command = [sys.executable, "-c", STARTER, "--data", str(ground.folder), "serve"]
    options = ["--port", str(port), "--workers", str(workers)]
    environment = os.environ | {"DATABASE_URL": ground.url, "KENTONGAN_WHATSAPP": WHATSAPP}
    process = subprocess.Popen([*command, *options], env=environment, stdout=subprocess.PIPE)
    try:
        _await(process)
        children = psutil.Process(process.pid).children()
        yield Server(port, tuple(child.pid for child in children), ground.host)
    finally:
        process.terminate()
        process.wait(30)


def _await(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdout is not None
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        line = process.stdout.readline()
        if b"answers at" in line:
            return
        if not line:
            break
    raise RuntimeError("the server did not start")
