"""Who sends: each channel's provider, on connections that stay open, until each is heard.

As real ones do: WhatsApp and an SMS gateway offer a message again until they get a 200; an
Open311 client sends the same idempotency key again when it heard nothing.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.clients import Client
from bench.night.asking import Call

LINES = 6
"""Connections of each channel."""
PATIENCE = 20.0
"""Seconds for one answer."""
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
GIVE_UP = 20
"""Tries; whoever gives up has lost a report, and that is counted."""


@dataclass
class Sending:
    """What came of it: each call's tries and time to a yes, and what was refused for good."""

    took: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    tries: int = 0
    broken: int = 0
    """Calls whose connection broke or that were told to come again."""
    refused: list[tuple[str, int, str]] = field(default_factory=list)


async def send(calls: Sequence[Call], port: int, host: str) -> Sending:
    """Send all calls when they are due; returns once each had its yes or was refused."""
    sending, began = Sending(), time.monotonic()
    queues: dict[str, asyncio.Queue[Call | None]] = {}
    crew = []
    for channel in sorted({call.sent.channel for call in calls}):
        queue = queues[channel] = asyncio.Queue()
        work = [_work(queue, sending, port, host, began) for _ in range(LINES)]
        crew += [asyncio.create_task(each) for each in work]
    for call in sorted(calls, key=lambda each: each.at):
        await asyncio.sleep(max(0.0, began + call.at - time.monotonic()))
        queues[call.sent.channel].put_nowait(call)
    for queue in queues.values():
        for _ in range(LINES):
            queue.put_nowait(None)
    await asyncio.gather(*crew)
    return sending


async def _work(
    queue: "asyncio.Queue[Call | None]", sending: Sending, port: int, host: str, began: float
) -> None:
    line: Client | None = None
    while call := await queue.get():
        line = await _bring(call, line, sending, port, host)
        now = time.monotonic()
        sending.late.append(now - began - call.at)
    if line:
        line.close()


async def _bring(
    call: Call, line: Client | None, sending: Sending, port: int, host: str
) -> Client | None:
    """Bring one call until it is taken; returns the line, if it still stands."""
    began = time.monotonic()
    for number in range(GIVE_UP):
        sending.tries += 1
        try:
            line = line or await _dial(port)
            async with asyncio.timeout(PATIENCE):
                answer = await line.ask(call.over(f"{host}:{port}"))
        except (OSError, TimeoutError):
            _hang_up(line)
            line = answer = None
        if answer and answer.status in call.good:
            sending.took.append(time.monotonic() - began)
            return line
        if answer and 400 <= answer.status < 500 and answer.status != 429:
            break
        sending.broken += 1
        await asyncio.sleep(PAUSES[min(number, len(PAUSES) - 1)])
    said = bytes(answer.body[:200]).decode(errors="replace") if answer else "no answer"
    sending.refused.append((call.sent.name, answer.status if answer else 0, said))
    return line


def _hang_up(line: Client | None) -> None:
    if line:
        line.close()


async def _dial(port: int) -> Client:
    loop = asyncio.get_running_loop()
    _, line = await loop.create_connection(Client, "127.0.0.1", port)
    return line
