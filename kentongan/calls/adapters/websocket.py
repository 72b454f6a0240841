"""The little of WebSocket (RFC 6455) that is needed to listen: text comes in, pongs go out."""

import os
from base64 import b64encode
from hashlib import sha1

from kentongan.calls.adapters.speaking import Hung
from kentongan.calls.adapters.wires import MOST, Wire

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
CONTINUED, TEXT, CLOSE, PING, PONG = 0x0, 0x1, 0x8, 0x9, 0xA
FINAL, MASKED = 0x80, 0x80


class WebSocket:
    """An open WebSocket; `receive` the bytes, then take whole `texts`."""

    def __init__(self, wire: Wire, host: str, target: str) -> None:
        self.wire = wire
        self.parts = b""
        try:
            self._shake_hands(host, target)
        except OSError:
            wire.close()
            raise

    def _shake_hands(self, host: str, target: str) -> None:
        key = b64encode(os.urandom(16))
        self.wire.send(
            f"GET {target} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key.decode()}\r\n\r\n".encode()
        )
        head = self.wire.wait_for(lambda: self.wire.until(b"\r\n\r\n")).split(b"\r\n")
        # SHA-1 is the protocol's own; it proves that the other end speaks it, and keeps no secret.
        wanted = b64encode(sha1(key + MAGIC, usedforsecurity=False).digest())
        if b" 101 " not in head[0] + b" " or not any(wanted in line for line in head):
            raise Hung(f"no WebSocket here: {head[0].decode('latin-1')}")

    def text(self) -> bytes | None:
        """Take the next whole text; None while there is none.

        :raises Hung: if the other end says goodbye
        """
        while (frame := self._frame()) is not None:
            opcode, is_last, body = frame
            if opcode == CLOSE:
                raise Hung("the exchange has hung up")
            if opcode == PING:
                self._send(PONG, body)
            elif opcode in {TEXT, CONTINUED}:
                self.parts += body
                if is_last:
                    whole, self.parts = self.parts, b""
                    return whole
        return None

    def close(self) -> None:
        """Hang up."""
        self.wire.close()

    def _frame(self) -> tuple[int, bool, bytes] | None:
        kept = self.wire.kept
        if len(kept) < 2:
            return None
        length, start = kept[1] & 0x7F, 2
        if length > 125:
            start = 4 if length == 126 else 10
            length = int.from_bytes(kept[2:start], "big")
        if length > MOST or kept[1] & MASKED:
            raise Hung("the exchange breaks the protocol")
        if len(kept) < start + length:
            return None
        self.wire.kept = kept[start + length :]
        return kept[0] & 0x0F, bool(kept[0] & FINAL), kept[start : start + length]

    def _send(self, opcode: int, body: bytes) -> None:
        """Send a control frame, whose body is short; a client has to mask it."""
        mask = os.urandom(4)
        hidden = bytes(byte ^ mask[index % 4] for index, byte in enumerate(body))
        self.wire.send(bytes([FINAL | opcode, MASKED | len(body)]) + mask + hidden)
