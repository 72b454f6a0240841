"""A whole installation on loopback: its own database, two cities, the server and its workers."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

COMMAND = "import sys; from kentongan.config.cli import main; sys.exit(main())"
FOUNDING = """
import django, sys
django.setup()
from datetime import UTC, datetime
from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.config import founding
from kentongan.config.demo.casting import cast
from tests.example_city import NEIGHBOUR, PACK
founding.prepare()
for pack in (PACK, NEIGHBOUR):
    now = datetime.now(UTC)
    city = City.objects.filter(slug=pack.city.slug).first()
    city = city or founding.found(pack, domains=[pack.city.slug + ".localhost"], at=now)
    with inside(city):
        cast(pack, at=now)
"""
READY_WITHIN = 60.0


class Running:
    """A server under test: where it answers, where its data are."""

    def __init__(self, database: str, data: Path) -> None:
        self.database, self.data, self.port = database, data, _free_port()
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.database,
            "KENTONGAN_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "kentongan.config.settings",
        }

    def start(self) -> None:
        """Serve, on the same port as before."""
        line = [sys.executable, "-c", COMMAND, "serve", "--port", str(self.port), "--workers", "2"]
        self._server = subprocess.Popen(line, env=self.environment)
        _wait_until_ready(self)

    def stop(self, *, at_once: bool = False) -> None:
        """End the server; `at_once` leaves it no time to finish anything."""
        server, self._server = self._server, None
        if server is None:
            return
        if at_once:
            server.kill()  # its workers notice that they are orphans and leave
        else:
            server.terminate()
        server.wait(timeout=30)

    def at(self, path: str, city: str = "contoh") -> str:
        """The address of a page of one of the cities."""
        return f"http://{city}.localhost:{self.port}{path}"

    def get(self, path: str, city: str = "contoh") -> httpx.Response:
        """Ask as a machine would, by loopback and Host, whatever the resolver knows."""
        address = f"http://127.0.0.1:{self.port}{path}"
        return httpx.get(address, headers={"Host": f"{city}.localhost:{self.port}"}, timeout=30)

    def post(self, path: str, form: dict[str, str], city: str = "contoh") -> httpx.Response:
        """Send a form as a phone without scripts would."""
        address = f"http://127.0.0.1:{self.port}{path}"
        host = {"Host": f"{city}.localhost:{self.port}"}
        return httpx.post(address, data=form, headers=host, timeout=30)


@contextmanager
def running(database: str, data: Path) -> Iterator[Running]:
    """Serve two cities until the block ends; what the database lacks of them is founded first."""
    here = Running(database, data)
    subprocess.run([sys.executable, "-c", FOUNDING], env=here.environment, check=True)
    try:
        here.start()
        yield here
    finally:
        here.stop()


def _wait_until_ready(here: Running) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        try:
            if here.get("/").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer in time")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
