"""Walls and phones that watch a flood night: a process of its own, so that nothing else slows it.

    python bench/night/watching.py PORT HOST WALLS PHONES FILE

Reads two cookies from its input, a wall's and a phone's; says `open` when all streams are; at the
next line it hangs up and keeps in FILE what each stream was told and when. Walls come back by
themselves as a browser's EventSource does; how old what surrounds the case book is when it comes
is noted, too. A phone's page is loaded again every half minute, as somebody does who waits.
"""

import asyncio
import json
import pickle
import random
import re
import resource
import sys
import time
from array import array
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

NEWS = re.compile(rb"id: (\d+-\d+)\nevent: news\n")
MARK = re.compile(rb"id: (\d+-\d+)\n")
PLACE = re.compile(rb'"place":"(\d+-\d+)"')
RETRY = re.compile(rb"retry: (\d+)")
AROUND = re.compile(rb'event: around\ndata: .*"at":"([^"]+)"\}')
PHONE_EVERY = 30.0
PAGE_WITHIN = 60.0


@dataclass
class Notes:
    """What all streams were told. `arrived` holds the moments by an entry's mark."""

    arrived: dict[bytes, array] = field(default_factory=dict)  # type: ignore[type-arg]
    hellos: int = 0
    dropped: list[float] = field(default_factory=list)
    back_after: list[float] = field(default_factory=list)
    twice: int = 0
    resets: int = 0
    begun: list[bytes] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    around: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    faults: int = 0


class Wall(asyncio.Protocol):
    """One stream, read as it comes: plain bytes, because a thousand share this process."""

    def __init__(self, notes: Notes, seen: "Seen", request: bytes) -> None:
        self._notes, self._seen, self._request = notes, seen, request
        self._rest = b""
        self.gone = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        data = self._rest + data
        whole, _, self._rest = data.rpartition(b"\n\n")
        if whole:
            self._seen.take(whole, time.time(), self._notes)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.gone.done():
            self.gone.set_result(None)


@dataclass
class Seen:
    """What one wall knows, whichever connection it came by."""

    place: tuple[int, int] = (0, 0)
    first: bytes = b""
    count: int = 0
    retry: float = 2.0
    left: float = 0.0
    is_new: bool = True

    def take(self, data: bytes, now: float, notes: Notes) -> None:
        """Note the news in some whole events."""
        if retry := RETRY.search(data):
            self.retry = int(retry[1]) / 1000
        if b"event: hello" in data:
            self._greeted(data, now, notes)
        for mark in NEWS.findall(data):
            place = _place(mark)
            if place <= self.place:
                notes.twice += 1
                continue
            self.place, self.count = place, self.count + 1
            notes.arrived.setdefault(mark, array("d")).append(now)
        if b"event: beat" in data:
            self.place = max(self.place, *map(_place, MARK.findall(data)))
        if b"event: reset" in data:
            notes.resets += 1
        self._surrounded(data, now, notes)

    def _surrounded(self, data: bytes, now: float, notes: Notes) -> None:
        for at in AROUND.findall(data):
            if not self.is_new:  # else it is told what still stands, however old
                notes.around.append(now - datetime.fromisoformat(at.decode()).timestamp())
            self.is_new = False

    def _greeted(self, data: bytes, now: float, notes: Notes) -> None:
        place = PLACE.search(data)
        if not self.first and place:
            self.first, self.place = place[1], _place(place[1])
        notes.hellos, self.is_new = notes.hellos + 1, True
        if self.left:
            notes.back_after.append(now - self.left)
            self.left = 0.0


async def watch(port: int, host: str, cookie: str, notes: Notes) -> None:
    """Be one wall until cancelled."""
    seen = Seen()
    loop = asyncio.get_running_loop()
    try:
        while True:
            known = f"Last-Event-ID: {seen.place[0]}-{seen.place[1]}\r\n" if seen.first else ""
            head = f"GET /wall/stream HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\n"
            try:
                made = partial(Wall, notes, seen, f"{head}{known}\r\n".encode())
                _, wall = await loop.create_connection(made, "127.0.0.1", port)
                await wall.gone
            except OSError:
                notes.faults += 1
            if not seen.left:
                seen.left = time.time()
                notes.dropped.append(seen.left)
            await asyncio.sleep(seen.retry)
    finally:
        notes.begun.append(seen.first)
        notes.counts.append(seen.count)


async def look_at_phone(port: int, host: str, cookie: str, notes: Notes) -> None:
    """Load the mayor's page again and again, until cancelled."""
    request = _get("/meja/ponsel/", host, port, cookie)
    await asyncio.sleep(random.uniform(0, PHONE_EVERY))
    while True:
        notes.pages.append(await _loaded(request, port, notes))
        await asyncio.sleep(PHONE_EVERY)


def _get(path: str, host: str, port: int, cookie: str) -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\n"
    return f"{head}Accept: text/html\r\nConnection: close\r\n\r\n".encode()


async def _loaded(request: bytes, port: int, notes: Notes) -> float:
    """Ask for a page on a line of its own; returns the seconds it took."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(PAGE_WITHIN):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            body = await reader.read()
            writer.close()
        notes.faults += not body.startswith(b"HTTP/1.1 200")
    except (OSError, TimeoutError):
        notes.faults += 1
    return time.monotonic() - began


def _place(mark: bytes) -> tuple[int, int]:
    xact, _, number = mark.partition(b"-")
    return int(xact), int(number)


async def main(port: int, host: str, walls: int, phones: int, file: Path) -> None:
    """Watch until told to end."""
    of_wall, of_phone = json.loads(sys.stdin.readline())
    notes = Notes()
    tasks = [asyncio.create_task(watch(port, host, of_wall, notes)) for _ in range(walls)]
    until = time.monotonic() + PAGE_WITHIN
    while notes.hellos < walls and time.monotonic() < until:  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    tasks += [
        asyncio.create_task(look_at_phone(port, host, of_phone, notes)) for _ in range(phones)
    ]
    print(f"open {notes.hellos}", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    file.write_bytes(pickle.dumps(vars(notes)))  # noqa: ASYNC240 - nothing goes on any more


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 65536), most))
    asyncio.run(
        main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
    )
