"""One city's screens in one process: what is new is read once, encoded once, handed to all.

A screen has a short queue. One that does not take what it is handed is dropped, not waited for:
it comes back by itself and is told what it missed.
"""

import asyncio
import logging
from collections import deque
from typing import Any

from django.utils import timezone

from kentongan.cities.models import City
from kentongan.journal.reading import Place, end
from kentongan.wall.crews import reader, teller
from kentongan.wall.following import MOST, Piece, event, read_between, read_on
from kentongan.wall.ringing import doorbell
from kentongan.wall.showing import showing
from kentongan.wall.telling import Numbers, changes

log = logging.getLogger("kentongan.wall")
LOOK = 2.0
"""Seconds after which one looks without having been rung for."""
BREATH = 0.1
"""Least seconds between two looks: rings in between are answered together."""
COUNT = 1.0
COUNT_AGAIN = 20.0
"""Seconds between two counts while something happens, and while nothing does: time alone makes
cases late."""
BEAT = 10.0
WAITING = 32
"""Handings that may wait for one screen."""


class Client:
    """One open stream."""

    def __init__(self, last: Place | None) -> None:
        self.queue: asyncio.Queue[list[Piece] | bytes] = asyncio.Queue(WAITING)
        self.last = last
        self.numbers: Numbers = {}
        self.task = asyncio.current_task()

    def hand(self, what: list[Piece] | bytes) -> bool:
        """Queue it; False, and the stream is ended, if its screen does not keep up."""
        try:
            self.queue.put_nowait(what)
        except asyncio.QueueFull:
            if self.task:
                self.task.cancel()
            return False
        return True


class Hub:
    """The screens of one city, and the tasks that serve them while there are any."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.clients: set[Client] = set()
        self.place = Place()
        self.numbers: Numbers = {}
        self._recent: deque[Piece] = deque(maxlen=MOST)
        self._since = Place()
        self._rung, self._changed, self._ready = (asyncio.Event() for _ in range(3))
        self._read_at = float("-inf")
        self._tasks: list[asyncio.Task[None]] = []

    async def join(self, client: Client) -> list[Piece] | None:
        """Add a stream; returns what it missed, or None if it must start from a fresh page."""
        self.clients.add(client)
        if not self._tasks:
            doorbell.attach(self.city.schema_name, self._rung)
            work = (self._follow(), self._count(), self._beat())
            self._tasks = [asyncio.create_task(each) for each in work]
        await self._ready.wait()
        return await self._missed(client)

    def leave(self, client: Client) -> None:
        """Take a stream away; with the last one the work stops."""
        self.clients.discard(client)
        if self.clients or not self._tasks:
            return
        doorbell.detach(self.city.schema_name)
        for task in self._tasks:
            task.cancel()
        self._tasks = []
        self._ready.clear()
        self._recent.clear()
        reader.rest()
        teller.rest()

    async def _missed(self, client: Client) -> list[Piece] | None:
        """What lies between where a stream was and where the hub is; queued events follow it."""
        while not client.queue.empty():
            client.queue.get_nowait()
        last, now, client.numbers = client.last, self.place, self.numbers
        client.last = max(last or now, now)
        if last is None or last == now:
            return []
        if last > now:
            # Another process told it what we have not read yet, or it comes from another life.
            client.last = last
            return [] if last <= await reader.inside(self.city, end) else None
        if last >= self._since:
            return [piece for piece in self._recent if piece.place > last]
        return await reader.inside(self.city, lambda: read_between(last, now))

    def _hand_out(self, what: list[Piece] | bytes) -> None:
        slow = [client for client in self.clients if not client.hand(what)]
        for client in slow:
            self.clients.discard(client)
        if slow:
            log.info("%d screens of %s did not keep up", len(slow), self.city.slug)

    async def _follow(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            began, is_behind = loop.time(), False
            try:
                is_behind = await self._look()
                self._read_at = loop.time()
            except Exception:
                log.exception("the journal of %s could not be read", self.city.slug)
            await self._wait(self._rung, BREATH if is_behind else LOOK)
            await asyncio.sleep(max(0.0, began + BREATH - loop.time()))

    async def _look(self) -> bool:
        if not self._ready.is_set():
            shown = await teller.inside(self.city, lambda: showing.ask(timezone.now()))
            self.place = self._since = await reader.inside(self.city, end)
            self.numbers = shown.numbers
            self._ready.set()
        reading = await reader.inside(self.city, lambda: read_on(self.place))
        if reading.place > self.place:
            self.place = reading.place
            self._changed.set()
            self._remember(reading.pieces)
        if reading.pieces:
            self._hand_out(reading.pieces)
        return reading.is_behind

    def _remember(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            if len(self._recent) == MOST:
                self._since = self._recent[0].place
            self._recent.append(piece)

    async def _count(self) -> None:
        await self._ready.wait()
        while True:
            await self._wait(self._changed, COUNT_AGAIN)
            try:
                shown = await teller.inside(self.city, lambda: showing.ask(timezone.now()))
            except Exception:
                log.exception("the numbers of %s could not be counted", self.city.slug)
            else:
                different = changes(self.numbers, shown.numbers)
                self.numbers = shown.numbers
                if different:
                    self._hand_out(event("tally", different))
                if shown.picture.place < self.place:
                    self._changed.set()  # an answer from before: count again
            await asyncio.sleep(COUNT)

    async def _beat(self) -> None:
        """Tell the screens that we are still reading; silent once we are not."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(BEAT)
            if loop.time() - self._read_at < BEAT:
                self._hand_out(event("beat", self.greeting(), str(self.place)))

    def greeting(self) -> dict[str, Any]:
        """Where and when we are."""
        return {"place": str(self.place), "at": timezone.now().isoformat()}

    @staticmethod
    async def _wait(event: asyncio.Event, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return
        event.clear()


_hubs: dict[str, Hub] = {}


def hub_of(city: City) -> Hub:
    """Return this process's hub of a city."""
    return _hubs.setdefault(city.schema_name, Hub(city))


def forget_hubs() -> None:
    """Begin anew, in another event loop."""
    _hubs.clear()
