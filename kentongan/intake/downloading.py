"""Downloading from a provider: no more than is wanted, no longer than is reasonable, no detours.

Only addresses that a provider named are opened, on hosts that are its own: our token goes along.
"""

import json
import ssl
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult

from kentongan.intake.attaching import LARGEST
from kentongan.intake.photo_faults import PhotoTooBig

TIMEOUT = 20.0
"""Seconds for each answer of the provider."""
TRIES = 3
LONGEST_ANSWER = 65_536
AGENT = "Kentongan"


class Away(OSError):
    """The provider did not answer as it should; it may do so later."""


def download(place: SplitResult, path: str, headers: Mapping[str, str]) -> bytes:
    """Return a file.

    :raises PhotoTooBig: if it is larger than any photo may be
    :raises OSError: if it is not to be had, or not now
    """
    return _try(place, path, headers, LARGEST)


def look_up(place: SplitResult, path: str, headers: Mapping[str, str]) -> Mapping[str, Any]:
    """Return what the provider says of a file.

    :raises OSError: if it knows none, or says so in no words of ours
    """
    said = _try(place, path, headers, LONGEST_ANSWER)
    try:
        told = json.loads(said)
    except (ValueError, RecursionError) as fault:
        raise Away("no JSON") from fault
    if not isinstance(told, dict):
        raise Away("no object")
    return told


def _try(place: SplitResult, path: str, headers: Mapping[str, str], most: int) -> bytes:
    for left in reversed(range(TRIES)):
        try:
            return _get(place, path, headers, most)
        except Away:
            if not left:
                raise
    raise AssertionError("unreachable")


def _get(place: SplitResult, path: str, headers: Mapping[str, str], most: int) -> bytes:
    line = _line(place)
    try:
        line.request("GET", path, headers={"User-Agent": AGENT, **headers})
        answer = line.getresponse()
        body = answer.read(most + 1)
    except (OSError, HTTPException) as fault:
        raise Away(type(fault).__name__) from fault
    finally:
        line.close()
    if answer.status == 200 and len(body) > most:
        raise PhotoTooBig(field="photos")
    if answer.status == 200:
        return body
    if answer.status in {408, 429} or answer.status >= 500:
        raise Away(str(answer.status))
    raise FileNotFoundError(str(answer.status))


def _line(place: SplitResult) -> HTTPConnection:
    host, port = place.hostname or "", place.port
    if place.scheme == "https":
        safe = ssl.create_default_context()
        return HTTPSConnection(host, port, timeout=TIMEOUT, context=safe)
    return HTTPConnection(host, port, timeout=TIMEOUT)
