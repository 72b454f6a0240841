"""One keep-alive connection: plain sockets and httptools, because it shares the machine."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

import httptools


@dataclass
class Answer:
    """What came back. `size` counts the body; `body` is kept unless it is too long to matter."""

    status: int = 0
    body: bytearray = field(default_factory=bytearray)
    size: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)


class Client(asyncio.Protocol):
    """One connection."""

    def __init__(self) -> None:
        self._on_data: Callable[[bytes], None] | None = None
        self._transport: asyncio.Transport | None = None
        self._answer = Answer()
        self._done: asyncio.Future[Answer] | None = None

    def watch(self, on_data: Callable[[bytes], None]) -> None:
        """Hand bodies over piece by piece instead of keeping them."""
        self._on_data = on_data

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._done and not self._done.done():
            self._done.set_exception(exc or ConnectionResetError("the server hung up"))

    def on_header(self, name: bytes, value: bytes) -> None:
        self._answer.headers[name.lower()] = value

    def on_body(self, data: bytes) -> None:
        self._answer.size += len(data)
        if self._on_data:
            self._on_data(data)
        else:
            self._answer.body += data

    def on_message_complete(self) -> None:
        self._answer.status = self._parser.get_status_code()
        if self._done and not self._done.done():
            self._done.set_result(self._answer)

    async def ask(self, raw: bytes) -> Answer:
        """Send one request and wait for its whole answer."""
        assert self._transport is not None
        if self._transport.is_closing():
            raise ConnectionResetError("the server hung up before it was asked")
        self._parser = httptools.HttpResponseParser(self)
        self._answer = Answer()
        self._done = asyncio.get_running_loop().create_future()
        self._transport.write(raw)
        return await self._done

    def local_port(self) -> int:
        """Our end's port, by which the server's end is told."""
        assert self._transport is not None
        return int(self._transport.get_extra_info("sockname")[1])

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.close()


class Unexpected(Exception):
    """The server answered something else than was asked for."""


def check(answer: Answer, *statuses: int) -> Answer:
    """Return the answer if it is one of those wanted.

    :raises Unexpected: otherwise, with the beginning of the body
    """
    if answer.status not in statuses:
        raise Unexpected(f"{answer.status}: {bytes(answer.body[:600])!r}")
    return answer
