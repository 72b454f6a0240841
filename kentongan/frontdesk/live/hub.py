"""One city's readers of the map in one process: the journal is read once, all get the same bytes.

A reader has a short queue; one that does not take what it is handed is dropped and comes back.
"""

import asyncio
import contextlib
import logging
from collections import deque

from kentongan.cities.crews import Crew
from kentongan.cities.models import City
from kentongan.frontdesk.live.following import MOST, event, read_on
from kentongan.frontdesk.live.telling import Telling
from kentongan.journal.reading import Place, end
from kentongan.journal.ringing import doorbell

log = logging.getLogger("kentongan.map")
LOOK = 2.0
"""Seconds after which one looks without having been rung for."""
BREATH = 0.2
"""Least seconds between two looks: rings in between are answered together."""
LATEST = 20
"""Tellings that whoever comes new begins with: what they load may be some seconds old."""
WAITING = 32
"""Handings that may wait for one reader."""
LOOK_AGAIN = b'data: {"kind":"look"}\n\n'
reader = Crew("map-reader")


class Reader:
    """One open stream, made by the task that serves it."""

    def __init__(self, last: Place | None) -> None:
        self.last = last
        self.queue: asyncio.Queue[bytes] = asyncio.Queue(WAITING)
        self.task = asyncio.current_task()


class Hub:
    """The readers of one city, and the task that serves them while there are any."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.readers: set[Reader] = set()
        self.place = Place()
        self._recent: deque[Telling] = deque(maxlen=MOST)
        self._since = Place()
        self._rung, self._ready = asyncio.Event(), asyncio.Event()
        self._following: asyncio.Task[None] | None = None

    async def join(self, new: Reader) -> bytes:
        """Add a stream; returns what it missed."""
        self.readers.add(new)
        if self._following is None:
            doorbell.attach(self.city.schema_name, self._rung)
            self._following = asyncio.create_task(self._follow())
        await self._ready.wait()
        # From here to the first wait nothing is handed out: what follows in the queue is newer.
        while not new.queue.empty():
            new.queue.get_nowait()
        if new.last is None:
            return b"".join(map(event, list(self._recent)[-LATEST:]))
        if new.last < self._since:
            return LOOK_AGAIN
        return b"".join(event(told) for told in self._recent if told.place > new.last)

    def leave(self, reader_: Reader) -> None:
        """Take a stream away; with the last one the work stops."""
        self.readers.discard(reader_)
        if self.readers or self._following is None:
            return
        doorbell.detach(self.city.schema_name, self._rung)
        self._following.cancel()
        self._following = None
        self._ready.clear()
        self._recent.clear()
        reader.rest()

    async def _follow(self) -> None:
        """Look whenever the bell rings, and now and then without; survives a lost database."""
        while True:
            try:
                is_behind = await self.look()
            except Exception:
                log.exception("the journal of %s could not be read", self.city.slug)
                is_behind = False
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BREATH if is_behind else LOOK):
                    await self._rung.wait()
            self._rung.clear()
            await asyncio.sleep(BREATH)

    async def look(self) -> bool:
        """Read on and hand out what is new; returns whether there is more already."""
        if not self._ready.is_set():
            self.place = self._since = await reader.inside(self.city, end)
            self._ready.set()
        place, told, is_behind = await reader.inside(self.city, lambda: read_on(self.place))
        self.place = place
        for each in told:
            self._remember(each)
        if told:
            self._hand_out(b"".join(map(event, told)))
        return is_behind

    def _remember(self, told: Telling) -> None:
        if told.hides:
            self._recent.clear()
            self._since = told.place
            return
        if len(self._recent) == MOST:
            self._since = self._recent[0].place
        self._recent.append(told)

    def _hand_out(self, data: bytes) -> None:
        for each in list(self.readers):
            try:
                each.queue.put_nowait(data)
            except asyncio.QueueFull:
                self.readers.discard(each)
                if each.task:
                    each.task.cancel()


_hubs: dict[str, Hub] = {}


def hub_of(city: City) -> Hub:
    """Return this process's hub of a city."""
    return _hubs.setdefault(city.schema_name, Hub(city))


def forget_hubs() -> None:
    """Begin anew, in another event loop."""
    _hubs.clear()
