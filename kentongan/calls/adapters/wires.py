"""A TCP wire on which exchanges talk in lines and blocks; read without waiting for ever."""

import socket
import ssl
import time
from collections.abc import Callable
from typing import TypeVar

from kentongan.calls.adapters.speaking import Hung

A_SHORT_WHILE = 0.5
"""Seconds: between two of them the commands that wait are looked after."""
PATIENCE = 10.0
"""Seconds for connecting, and for each answer that is waited for."""
ALIVE = {"TCP_KEEPIDLE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3}
"""A wire may be silent all night. Whether the other end is still there, TCP asks: after a minute
without an answer (the cable is out, a firewall has forgotten us) the wire is broken."""
MOST = 4_000_000
"""Bytes of one thing said; more is no exchange of ours."""
T = TypeVar("T")


class Wire:
    """Bytes to and fro, with what has been received but not understood yet."""

    def __init__(self, host: str, port: int, *, tls: bool = False) -> None:
        plain = socket.create_connection((host, port), PATIENCE)
        _keep_alive(plain)
        safe = ssl.create_default_context()
        self._socket = safe.wrap_socket(plain, server_hostname=host) if tls else plain
        self.kept = b""

    def send(self, said: bytes) -> None:
        """Send all of it."""
        self._socket.settimeout(PATIENCE)
        self._socket.sendall(said)

    def receive(self, patience: float = A_SHORT_WHILE) -> bool:
        """Add what has come within the time to what is kept; return whether something has.

        :raises Hung: if the other end has hung up
        """
        self._socket.settimeout(patience)
        try:
            came = self._socket.recv(65536)
        except TimeoutError:
            return False
        if not came or len(self.kept) > MOST:
            raise Hung("the exchange has hung up")
        self.kept += came
        return True

    def until(self, end: bytes) -> bytes | None:
        """Take what stands before a mark, and the mark; None while the mark has not come."""
        said, mark, rest = self.kept.partition(end)
        if not mark:
            return None
        self.kept = rest
        return said

    def take(self, length: int) -> bytes | None:
        """Take so many bytes; None while they have not come."""
        if len(self.kept) < length:
            return None
        said, self.kept = self.kept[:length], self.kept[length:]
        return said

    def wait_for(self, read: Callable[[], T | None]) -> T:
        """Receive until something can be read.

        :raises Hung: if it does not come in time, whatever else comes meanwhile
        """
        deadline = time.monotonic() + PATIENCE
        while (found := read()) is None:
            left = deadline - time.monotonic()
            if left <= 0 or not self.receive(left):
                raise Hung("the exchange does not answer")
        return found

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


def _keep_alive(plain: socket.socket) -> None:
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in ALIVE.items():
        if option := getattr(socket, name, None):  # not every system has each of them
            plain.setsockopt(socket.IPPROTO_TCP, option, value)
