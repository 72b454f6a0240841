"""A mailbox over IMAP (RFC 3501): over TLS always, unless it is told to be on this machine."""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from imaplib import IMAP4, IMAP4_SSL
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

TIMEOUT = 30.0
"""Seconds for each answer of the server."""
BATCH = 50


@dataclass(frozen=True, slots=True)
class Mailbox:
    """`imaps://user:password@host/INBOX?city=SLUG`; without a city the addressee tells which."""

    address: SplitResult
    folder: str
    city: str

    @classmethod
    def parse(cls, address: str) -> "Mailbox":
        """Read a mailbox's address.

        :raises ValueError: if it is none
        """
        parts = urlsplit(address)
        if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
            raise ValueError("KENTONGAN_IMAP must look like imaps://user:password@host/INBOX")
        asked = parse_qs(parts.query)
        return cls(parts, unquote(parts.path.strip("/")) or "INBOX", asked.get("city", [""])[0])


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[IMAP4]:
    """Sign in and open the folder.

    :raises OSError: if the server cannot be reached, or hangs up
    :raises IMAP4.error: if it says no
    """
    told = mailbox.address
    line = _dial(told)
    try:
        line.login(unquote(told.username or ""), unquote(told.password or ""))
        # After signing in a server can do more than it said before.
        can = _agreed(line.capability())[-1].decode()
        line.capabilities = tuple(can.upper().split())
        _agreed(line.select(_quoted(mailbox.folder)))
        yield line
    finally:
        with suppress(OSError, IMAP4.error):
            line.logout()
        with suppress(OSError):
            line.shutdown()


def _dial(told: SplitResult) -> IMAP4:
    host, context = told.hostname or "", ssl.create_default_context()
    if told.scheme == "imaps":
        return IMAP4_SSL(host, told.port or 993, ssl_context=context, timeout=TIMEOUT)
    line = IMAP4(host, told.port or 143, timeout=TIMEOUT)
    if parse_qs(told.query).get("tls") != ["no"]:
        line.starttls(context)
    return line


def waiting(line: IMAP4) -> list[bytes]:
    """The oldest mails that lie there."""
    found = _agreed(line.uid("SEARCH", "UNDELETED"))
    return bytes(found[0] or b"").split()[:BATCH]


def size_of(line: IMAP4, number: bytes) -> int:
    """Return how many bytes a mail has; 0 if it is gone."""
    told = re.search(rb"RFC822\.SIZE (\d+)", _told(line, number, "(RFC822.SIZE)"))
    return int(told[1]) if told else 0


def bytes_of(line: IMAP4, number: bytes) -> bytes:
    """Return a mail."""
    return _told(line, number, "(BODY.PEEK[])")


def _told(line: IMAP4, number: bytes, what: str) -> bytes:
    """What the server says of a mail: a literal, or the line itself."""
    answer = _agreed(line.uid("FETCH", number.decode(), what))
    first = answer[0] if answer else b""
    return bytes(first[1]) if isinstance(first, tuple) else bytes(first or b"")


def move(line: IMAP4, number: bytes, folder: str) -> None:
    """Put a mail into another folder."""
    line.create(folder)  # says no where it is there already
    told = number.decode()
    if "MOVE" in line.capabilities:
        _agreed(line.uid("MOVE", told, folder))
        return
    _agreed(line.uid("COPY", told, folder))
    _agreed(line.uid("STORE", told, "+FLAGS", r"(\Deleted \Seen)"))
    if "UIDPLUS" in line.capabilities:
        _agreed(line.uid("EXPUNGE", told))


def _agreed(answer: tuple[str, list[Any]]) -> list[Any]:
    if answer[0] != "OK":
        raise IMAP4.error(f"{answer[0]} {answer[1][:1]!r}"[:200])
    return answer[1]


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
