"""Signing what an exchange and we say to each other, so that nobody else can say it.

`Kentongan-Signature: t=1773367200,v1=…` holds the HMAC-SHA256, in hex, of four things, each but the
last followed by a line feed: the moment in seconds, the method, the address with its query, and the
body, byte for byte. A signature that is older than five minutes opens nothing.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

HEADER, WHO = "Kentongan-Signature", "Kentongan-PBX"
FRESH = timedelta(minutes=5)
"""Clocks may differ by so much. Within it, what is told twice is known by its id."""


def sign(secret: str, method: str, target: str, body: bytes, *, at: datetime) -> str:
    """Return the header's value.

    :param target: path and query as they stand in the request's first line
    """
    seconds = str(int(at.timestamp()))
    return f"t={seconds},v1={_digest(secret, seconds, method, target, body)}"


def is_signed(
    header: str, secret: str, method: str, target: str, body: bytes, *, at: datetime
) -> bool:
    """Whether a header signs just this with the secret, lately."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    seconds, given = parts.get("t", ""), parts.get("v1", "")
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) <= 12 and given.isascii()):
        return False
    is_fresh = abs(at.timestamp() - int(seconds)) <= FRESH.total_seconds()
    wanted = _digest(secret, seconds, method, target, body)
    return hmac.compare_digest(wanted, given) and is_fresh


def _digest(secret: str, seconds: str, method: str, target: str, body: bytes) -> str:
    said = f"{seconds}\n{method.upper()}\n{target}\n".encode() + body
    return hmac.new(secret.encode(), said, sha256).hexdigest()
