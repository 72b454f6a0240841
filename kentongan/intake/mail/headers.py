"""Headers of a mail, however broken: every reading gives a text, none raises."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

LONGEST = 1000
MOST_REFERENCES = 50
_ID = re.compile(r"<\s*([^<>\s]{3,250})\s*>")


def header(mail: Message, name: str) -> str:
    """Return a header in one line, decoded; "" if it is not there."""
    raw = mail.get(name)
    if raw is None:
        return ""
    told = str(raw)[: 4 * LONGEST]
    with suppress(Exception):  # the library raises whatever it likes over broken encoded words
        told = "".join(_decoded(piece, charset) for piece, charset in decode_header(raw))
    return " ".join(told.encode(errors="replace").decode().split())[:LONGEST]


def addresses(mail: Message, *names: str) -> list[tuple[str, str]]:
    """Return (name, address) of every mailbox in these headers, addresses in lower case."""
    told = [header(mail, name) for name in names]
    with suppress(Exception):
        found = getaddresses([each for each in told if each])
        return [(name, address.strip().lower()) for name, address in found if "@" in address]
    return []


def ids(mail: Message, name: str) -> list[str]:
    """Return the message ids of a header, without their brackets."""
    raw = " ".join(str(mail.get(name, "")).split())[: LONGEST * MOST_REFERENCES]
    return _ID.findall(raw)[-MOST_REFERENCES:]


def sent_at(mail: Message) -> datetime | None:
    """Return when it says that it was written; a moment without a zone is one in UTC."""
    with suppress(Exception):
        moment = parsedate_to_datetime(header(mail, "Date"))
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _decoded(piece: bytes | str, charset: str | None) -> str:
    return piece if isinstance(piece, str) else decoded(piece, charset)


def decoded(data: bytes, charset: str | None) -> str:
    """Return bytes as text: in the charset that is named, else UTF-8, else as Windows wrote it."""
    for name in (charset, "utf-8", "cp1252"):
        with suppress(LookupError, ValueError):
            if name:
                return data.decode(name)
    return data.decode("latin-1")
