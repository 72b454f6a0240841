"""One call over HTTP to a provider, and what it means when the line fails.

Nothing is kept open and nothing is repeated here: whether a call that broke off was heard is a
thing the mailroom counts, so a library that tries again by itself would hide it.
"""

import ssl
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import NamedTuple
from urllib.parse import SplitResult

from kentongan.mailroom.parcels import Away, Unsure

TIMEOUT = 20.0
"""Seconds for each answer of the provider."""
LONGEST_ANSWER = 65_536


class Call(NamedTuple):
    """What is asked: `GET /path?query` without a body, else `POST`."""

    path: str
    headers: Mapping[str, str]
    body: bytes | None = None


class Heard(NamedTuple):
    """What the provider said."""

    status: int
    text: str


def call(provider: SplitResult, asked: Call) -> Heard:
    """Ask the provider once.

    :raises Away: if it was not reached, so that surely nothing was sent
    :raises Unsure: if the line broke after we began to speak
    """
    line = _dial(provider)
    try:
        line.request("GET" if asked.body is None else "POST", *asked_of(asked))
        answer = line.getresponse()
        return Heard(answer.status, answer.read(LONGEST_ANSWER).decode(errors="replace"))
    except (OSError, HTTPException) as fault:
        raise Unsure(f"the connection was lost: {type(fault).__name__}") from fault
    finally:
        line.close()


def asked_of(asked: Call) -> tuple[str, bytes | None, dict[str, str]]:
    """Return path, body and headers as the library takes them."""
    return asked.path, asked.body, dict(asked.headers)


def _dial(provider: SplitResult) -> HTTPConnection:
    host, port = provider.hostname or "", provider.port
    line = (
        HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
        if provider.scheme == "https"
        else HTTPConnection(host, port, timeout=TIMEOUT)
    )
    try:
        line.connect()
    except OSError as fault:
        line.close()
        raise Away(f"{host} cannot be reached: {type(fault).__name__}") from fault
    return line
