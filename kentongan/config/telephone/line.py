"""A line to an exchange: a socket on which netstrings come and go."""

import select
import socket
from types import TracebackType
from typing import NamedTuple, Self

from kentongan.calls.adapters.netstrings import frames

CHUNK = 65_536
SECONDS_TO_CONNECT = 5.0


class Address(NamedTuple):
    """Where an exchange listens."""

    host: str
    port: int


class Hungup(ConnectionError):
    """The other side has closed the line."""


class Line:
    """One connection, to be used in a `with`."""

    def __init__(self, address: Address) -> None:
        self._socket = socket.create_connection(address, timeout=SECONDS_TO_CONNECT)
        self._received = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def receive(self, *, patience: float) -> list[bytes]:
        """Return the frames that came, at the latest after so many seconds.

        :raises Hungup: if the other side has gone
        :raises FrameUnusable: if it does not speak netstrings
        """
        ready, _writable, _broken = select.select([self._socket], [], [], patience)
        if ready:
            chunk = self._socket.recv(CHUNK)
            if not chunk:
                raise Hungup
            self._received += chunk
        return list(frames(self._received))

    def send(self, frame: bytes) -> None:
        """Send one frame."""
        self._socket.sendall(frame)
