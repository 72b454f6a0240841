"""The load: so many clients that each ask again as soon as they are answered."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import psutil

from bench.clients import Client, Unexpected, check

CLIENTS = 8
SECONDS = 6.0
WARM_UP = 1.5
PATIENCE = 60.0


@dataclass(frozen=True)
class Run:
    """One run: how many a second, and how long each took (seconds, sorted)."""

    rate: float
    took: Sequence[float]

    def percentile(self, share: float) -> float:
        """Milliseconds within which that share was answered."""
        return 1000 * self.took[min(len(self.took) - 1, int(share * len(self.took)))]


Work = Callable[[Client], Awaitable[None]]


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
