"""One question to a feed over HTTP: conditional, bounded, no detours; or out of a file, for drills.

A feed is public: nothing secret goes along, and what it answers may be anything.
"""

import ssl
from collections.abc import Callable
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

TIMEOUT = 20.0
"""Seconds for each answer."""
LARGEST = 8 << 20
"""Bytes; a country's floods as GeoJSON are some hundred kB."""
AGENT = "Kentongan (open city live room)"
NO_ANSWER = 0


class Asked(NamedTuple):
    """What is asked, and what we have of it already."""

    address: str
    etag: str = ""
    last_modified: str = ""


class Answer(NamedTuple):
    """What came of it: `status` 0 says that nobody answered, 304 that nothing is new."""

    status: int
    body: bytes = b""
    etag: str = ""
    last_modified: str = ""
    retry_after_s: int = 0
    took_ms: int = 0
    fault: str = ""


Get = Callable[[Asked], Answer]


def get(asked: Asked) -> Answer:
    """Ask once. Whatever goes wrong is an answer too: it has to be archived."""
    place = urlsplit(asked.address)
    began = monotonic()
    if place.scheme not in {"http", "https"} or not place.hostname:
        return Answer(NO_ANSWER, fault="an address that nobody can be asked at")
    line = _line(place)
    try:
        line.request("GET", _path(place), headers=_headers(asked))
        said = line.getresponse()
        body = said.read(LARGEST + 1)
        answer = _answer(said.status, body, said.headers)
    except (OSError, HTTPException, ValueError) as fault:
        answer = Answer(NO_ANSWER, fault=f"{type(fault).__name__}: {fault}"[:300])
    finally:
        line.close()
    return answer._replace(took_ms=round(1000 * (monotonic() - began)))


def _answer(status: int, body: bytes, headers: Message) -> Answer:
    if len(body) > LARGEST:
        return Answer(status, fault=f"longer than {LARGEST} bytes")
    wait = headers.get("Retry-After", "")
    return Answer(
        status,
        body if status == 200 else b"",
        etag=(headers.get("ETag") or "")[:200],
        last_modified=(headers.get("Last-Modified") or "")[:80],
        retry_after_s=int(wait) if wait.isascii() and wait.isdecimal() else 0,
        fault="" if status in {200, 304} else f"answered {status}",
    )


def _headers(asked: Asked) -> dict[str, str]:
    known = {"If-None-Match": asked.etag, "If-Modified-Since": asked.last_modified}
    return {"User-Agent": AGENT, **{name: value for name, value in known.items() if value}}


def _path(place: SplitResult) -> str:
    return (place.path or "/") + (f"?{place.query}" if place.query else "")


def _line(place: SplitResult) -> HTTPConnection:
    host, port = place.hostname or "", place.port
    if place.scheme == "https":
        return HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return HTTPConnection(host, port, timeout=TIMEOUT)
