"""A pass for a desk's telephone: the name and password by which a browser rings in at Kamailio.

Nobody keeps a list of passwords. The name says until when the pass is good, the password is its
digest with a secret that only the city's server and Kamailio know (`telephone/kamailio/`).
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple, Self
from urllib.parse import urlsplit

GOOD_FOR = timedelta(hours=14)
"""A shift and a little more; a page opened again gets a new one."""


class Exchange(NamedTuple):
    """Where a desk's telephone rings in, and the secret shared with what stands there."""

    socket: str
    """The WebSocket's address."""
    origin: str
    """Its scheme, host and port alone, for the page's policy."""
    secret: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `wss://SECRET@HOST[:PORT]/PATH`.

        :raises ValueError: if it is not that
        """
        parts = urlsplit(text)
        secret, at, place = parts.netloc.rpartition("@")
        if parts.scheme not in {"ws", "wss"} or not at or not secret or not parts.hostname:
            raise ValueError("the telephone is named as wss://SECRET@HOST/PATH")
        origin = f"{parts.scheme}://{place}"
        return cls(f"{origin}{parts.path}", origin, secret)


class Pass(NamedTuple):
    """What a telephone says when it is asked who it is."""

    name: str
    password: str


def pass_for(extension: str, *, secret: str, at: datetime) -> Pass:
    """Return a pass for one extension, good for `GOOD_FOR`."""
    name = f"{extension}.{int((at + GOOD_FOR).timestamp())}"
    return Pass(name, sha256(f"{name}.{secret}".encode()).hexdigest())
