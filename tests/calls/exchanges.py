"""Doubles at the wire: servers on a real socket that speak what an exchange speaks.

What they say was written after the public documentation of each; nothing is recorded from anybody.
"""

import hashlib
import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress

import orjson

from kentongan.calls.adapters.websocket import MAGIC

Line = socket.socket


class Double:
    """Each connection that comes is handled, beside the others, by the next of the given stories.

    After the last of them nobody is let in: a client that comes again is refused at once.
    """

    def __init__(self, *stories: Callable[[Line], None]) -> None:
        self.heard: list[bytes] = []
        self.faults: list[Exception] = []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.server.getsockname()[1])
        threading.Thread(target=self._serve, args=(stories,), daemon=True).start()

    def _serve(self, stories: tuple[Callable[[Line], None], ...]) -> None:
        for story in stories:
            try:
                line, _address = self.server.accept()
            except OSError:  # closed before anybody came
                return
            threading.Thread(target=self._tell, args=(story, line), daemon=True).start()
        self.server.close()

    def _tell(self, story: Callable[[Line], None], line: Line) -> None:
        line.settimeout(20)
        try:
            with line:
                story(line)
                line.shutdown(socket.SHUT_WR)
                # Whoever closes with something unread resets the line, and what the other end has
                # not been sent yet (Nagle keeps the last words back) is lost.
                stay(line)
        except OSError:
            return
        except Exception as fault:  # noqa: BLE001 - told to the test
            self.faults.append(fault)

    def expect(self, line: Line, end: bytes) -> bytes:
        """Read until a mark, and keep what was read."""
        said = b""
        while not said.endswith(end):
            came = line.recv(1)
            if not came:
                raise ConnectionError("the client has hung up")
            said += came
        self.heard.append(said)
        return said

    def close(self) -> None:
        with suppress(OSError):  # it has closed itself
            self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()


def stay(line: Line) -> None:
    """Read on until the client hangs up."""
    while line.recv(4096):
        pass


def ami(**fields: str) -> bytes:
    """One block of Asterisk's manager."""
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode() + b"\r\n"


def esl(kind: str, body: bytes = b"", **headers: str) -> bytes:
    """One part of FreeSWITCH's event socket."""
    lines = {"Content-Type": kind, **headers}
    if body:
        lines["Content-Length"] = str(len(body))
    head = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in lines.items())
    return head.encode() + b"\n" + body


def esl_event(name: str, second: int, **fields: str) -> bytes:
    """One event as `event json` gives it; its moment in microseconds."""
    told = {name_.replace("_", "-"): value for name_, value in fields.items()}
    stamp = str(1773367200_000000 + second * 1_000_000)
    more = {"Event-Name": name, "Core-UUID": "core", "Event-Sequence": str(1000 + second)}
    return esl("text/event-json", orjson.dumps({**told, **more, "Event-Date-Timestamp": stamp}))


def shake_hands(double: Double, line: Line) -> str:
    """Answer a WebSocket's opening; return the request's first line."""
    head = double.expect(line, b"\r\n\r\n").decode()
    key = next(row[19:] for row in head.split("\r\n") if row.startswith("Sec-WebSocket-Key: "))
    accepted = b64encode(hashlib.sha1(key.encode() + MAGIC).digest()).decode()  # noqa: S324
    line.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + f"Sec-WebSocket-Accept: {accepted}\r\n\r\n".encode()
    )
    return head.split("\r\n")[0]


def frames(text: bytes, *, parts: int = 1) -> Iterator[bytes]:
    """A text as a server sends it, whole or in parts."""
    size = -(-len(text) // parts)
    for number in range(parts):
        body = text[number * size : (number + 1) * size]
        first = (0x80 if number == parts - 1 else 0) | (0x1 if number == 0 else 0x0)
        length = len(body)
        long = bytes([126]) + length.to_bytes(2, "big")
        yield bytes([first]) + (bytes([length]) if length < 126 else long) + body
