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
from kentongan.journal.ringing import doorbell
from kentongan.wall import keeping
from kentongan.wall.client import Client
from kentongan.wall.crews import reader, teller
from kentongan.wall.following import MOST, Piece, read_between, read_on
from kentongan.wall.telling import Numbers

log = logging.getLogger("kentongan.wall")


class Hub:
    """The screens of one city, and the tasks that serve them while there are any."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.clients: set[Client] = set()
        self.place = Place()
        self.numbers: Numbers = {}
        self.around: dict[str, bytes] = {}
        """What surrounds the case book, drawn in every language that is looked at."""
        self.drawn: tuple[object, object] = (None, None)
        self.rung, self.changed, self.ready = (asyncio.Event() for _ in range(3))
        self.read_at = float("-inf")
        self._recent: deque[Piece] = deque(maxlen=MOST)
        self._since = Place()
        self._reaching = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    async def join(self, client: Client) -> list[Piece] | None:
        """Add a stream; returns what it missed, or None if it must start from a fresh page."""
        self.clients.add(client)
        if not self._tasks:
            doorbell.attach(self.city.schema_name, self.rung)
            self._tasks = [asyncio.create_task(each) for each in keeping.work(self)]
        await self.ready.wait()
        if client.language not in self.around:
            self.changed.set()
        # From here to the first wait nothing is handed out: what follows in the queue is newer.
        now = self.place
        return await self._missed(client, client.begin(now, self.numbers), now)

    def leave(self, client: Client) -> None:
        """Take a stream away; with the last one the work stops."""
        self.clients.discard(client)
        if self.clients or not self._tasks:
            return
        doorbell.detach(self.city.schema_name, self.rung)
        for task in self._tasks:
            task.cancel()
        self._tasks = []
        self.ready.clear()
        self._recent.clear()
        self.around, self.numbers = {}, {}
        reader.rest()
        teller.rest()

    async def _missed(self, client: Client, last: Place | None, now: Place) -> list[Piece] | None:
        if last is None or last == now:
            return []
        if last > now:
            # Another process told it what we have not read yet, or it comes from another life.
            return [] if last <= await reader.inside(self.city, end) else None
        if last < self._since:
            async with self._reaching:
                if last < self._since:
                    return await self._reach_back(last, now)
        return [piece for piece in self._recent if last < piece.place <= now]

    async def _reach_back(self, last: Place, now: Place) -> list[Piece] | None:
        """Read what came before all that is remembered; the first of many who come back together,
        as when another process died, reads it for all."""
        since = self._since
        missed = await reader.inside(self.city, lambda: read_between(last, now))
        older = [piece for piece in missed or [] if piece.place <= since]
        is_room = len(self._recent) + len(older) <= MOST
        if missed is not None and self._since == since and is_room:
            self._recent.extendleft(reversed(older))
            self._since = last
        return missed

    def hand_out(self, what: list[Piece] | bytes, language: str = "") -> None:
        """Put it into all queues, or one language's; whoever does not keep up is dropped."""
        those = [each for each in self.clients if language in ("", each.language)]
        slow = [client for client in those if not client.hand(what)]
        self.clients.difference_update(slow)
        if slow:
            log.info("%d screens of %s did not keep up", len(slow), self.city.slug)

    async def look(self) -> bool:
        """Read on and hand out what is new; returns whether there is more already."""
        if not self.ready.is_set():
            # Not waiting for the numbers: whoever takes the place of a process that died has its
            # screens told at once what they missed; the numbers follow as the first tally.
            self.place = self._since = await reader.inside(self.city, end)
            self.ready.set()
            self.changed.set()
        reading = await reader.inside(self.city, lambda: read_on(self.place))
        if reading.place > self.place:
            self.place = reading.place
            self.changed.set()
            if reading.is_hiding:
                self._recent.clear()
                self._since = reading.place
            self._remember(reading.pieces)
        if reading.pieces:
            self.hand_out(reading.pieces)
        return reading.is_behind

    def _remember(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            if len(self._recent) == MOST:
                self._since = self._recent[0].place
            self._recent.append(piece)

    def greeting(self) -> dict[str, Any]:
        """Where and when we are."""
        return {"place": str(self.place), "at": timezone.now().isoformat()}


_hubs: dict[str, Hub] = {}


def hub_of(city: City) -> Hub:
    """Return this process's hub of a city."""
    return _hubs.setdefault(city.schema_name, Hub(city))


def forget_hubs() -> None:
    """Begin anew, in another event loop."""
    _hubs.clear()
