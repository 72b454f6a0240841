"""nchan's publisher, spoken to over HTTP: what was told last, telling more, forgetting all."""

from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from typing import Self
from urllib.parse import urlsplit

import orjson

from kentongan.journal.reading import Place

TIMEOUT = 5.0
"""Seconds for each answer: nginx is on the same machine, or beside it."""


class NoChannel(Exception):
    """nchan did not answer as it should; what is to be told waits."""


class Channel:
    """The channel of one city, by its schema; one connection, kept open meanwhile."""

    def __init__(self, address: str, schema: str) -> None:
        """:param address: where nginx listens for us, `http://127.0.0.1:8081`

        :raises ValueError: if that is no such address
        """
        place = urlsplit(address)
        if place.scheme != "http" or not place.hostname:
            raise ValueError(f"KENTONGAN_NCHAN must be http://HOST:PORT, not {address or 'empty'}")
        self._line = HTTPConnection(place.hostname, place.port or 80, timeout=TIMEOUT)
        self._base, self._schema = place.path.rstrip("/"), schema

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._line.close()

    def last(self) -> Place:
        """Return the place of what was told last, as far as nginx still knows it.

        :raises NoChannel: if it does not answer
        """
        status, told = self._ask("GET", "umum", headers={"Accept": "text/json"})
        if status == 404 or not orjson.loads(told)["messages"]:
            return Place()
        status, told = self._ask("GET", "terakhir")
        if status != 200:
            return Place()  # it has just expired
        latest = told.strip().rpartition(b"\n")[2]  # all it remembers, a line each
        return Place.parse(str(orjson.loads(latest).get("place", ""))) or Place()

    def tell(self, body: bytes) -> None:
        """Tell every reader.

        :raises NoChannel: if nginx did not take it
        """
        status, _ = self._ask("POST", "umum", body, {"Content-Type": "application/json"})
        if status not in {200, 201, 202}:
            raise NoChannel(f"nchan answered {status}")

    def forget(self) -> None:
        """Let nginx forget what was told: nobody who comes later is told it again.

        :raises NoChannel: if it does not answer
        """
        status, _ = self._ask("DELETE", "umum")
        if status not in {200, 204, 404}:
            raise NoChannel(f"nchan answered {status}")

    def _ask(
        self, method: str, what: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        try:
            self._line.request(method, f"{self._base}/{what}/{self._schema}", body, headers or {})
            answer = self._line.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException) as fault:
            self._line.close()
            raise NoChannel(f"{type(fault).__name__}: {fault}") from None
