"""The load: keep-alive connections that each ask again as soon as they are answered.

Plain sockets and httptools on the event loop, because it shares the machine with what it measures.
"""

import asyncio
import socket
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import httptools
import psutil

CLIENTS = 8
SECONDS = 6.0
WARM_UP = 1.5
PATIENCE = 60.0


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


@dataclass(frozen=True)
class Run:
    """One run: how many a second, and how long each took (seconds, sorted)."""

    rate: float
    took: Sequence[float]

    def percentile(self, share: float) -> float:
        """Milliseconds within which that share was answered."""
        return 1000 * self.took[min(len(self.took) - 1, int(share * len(self.took)))]


Work = Callable[[Client], Awaitable[None]]


class Unexpected(Exception):
    """The server answered something else than was asked for."""


def check(answer: Answer, *statuses: int) -> Answer:
    """Return the answer if it is one of those wanted.

    :raises Unexpected: otherwise, with the beginning of the body
    """
    if answer.status not in statuses:
        raise Unexpected(f"{answer.status}: {bytes(answer.body[:600])!r}")
    return answer


def asking(requests: Callable[[], bytes], *statuses: int) -> Work:
    """Work that asks one thing after another."""

    async def work(client: Client) -> None:
        check(await client.ask(requests()), *(statuses or (200,)))

    return work


def load(
    port: int,
    workers: Sequence[int],
    work: Work,
    *,
    clients: int = CLIENTS,
    seconds: float = SECONDS,
) -> Run:
    """Let so many clients work for so many seconds, after warming up."""
    return asyncio.run(_load(port, workers, work, clients, seconds))


async def _load(port: int, workers: Sequence[int], work: Work, clients: int, seconds: float) -> Run:
    crew = await connect(port, workers, clients)
    loop = asyncio.get_running_loop()
    took: list[float] = []

    async def go(client: Client, until: float, least: int = 0) -> None:
        while least > 0 or loop.time() < until:
            least -= 1
            began = loop.time()
            await work(client)
            took.append(loop.time() - began)

    async with asyncio.timeout(seconds + PATIENCE):
        # Every thread of the server opens its connection and every snapshot is built.
        await asyncio.gather(*(go(client, loop.time() + WARM_UP, 10) for client in crew))
        took.clear()
        start = loop.time()
        await asyncio.gather(*(go(client, start + seconds) for client in crew))
        lasted = loop.time() - start
    for client in crew:
        client.close()
    if not took:
        raise Unexpected("nothing was answered in time")
    return Run(len(took) / lasted, sorted(took))


async def connect(port: int, workers: Sequence[int], count: int) -> list[Client]:
    """Open connections, as many at each process as at the next, as a balancer would."""
    loop = asyncio.get_running_loop()
    crew: dict[int, list[Client]] = {pid: [] for pid in workers}
    wanted = -(-count // len(workers))
    deadline = time.monotonic() + 10
    while sum(map(len, crew.values())) < count and time.monotonic() < deadline:
        _, client = await loop.create_connection(Client, "127.0.0.1", port)
        await asyncio.sleep(0.02)
        owner = _owner(client.local_port(), workers)
        if owner is not None and len(crew[owner]) < wanted:
            crew[owner].append(client)
        else:
            client.close()
    return [client for clients in crew.values() for client in clients]


def _owner(port: int, workers: Sequence[int]) -> int | None:
    for pid in workers:
        ends = psutil.Process(pid).net_connections("tcp")
        if any(end.raddr and end.raddr.port == port for end in ends):
            return pid
    return None


def median_of(runs: Sequence[Run]) -> Run:
    """Return the run whose rate is the median."""
    middle = statistics.median_low([run.rate for run in runs])
    return next(run for run in runs if run.rate == middle)
