"""One city's telephones, watched once a process for all desks that are open.

The doorbell rings with every entry of the journal; one then asks whether the telephones stand
otherwise than before, and tells the desks. A ring that is lost costs two seconds.
"""

import asyncio
import contextlib
import logging

from django.utils import timezone

from kentongan.calls.marking import mark
from kentongan.cities.crews import Crew
from kentongan.cities.models import City
from kentongan.journal.ringing import doorbell

log = logging.getLogger("kentongan.telephone")
LOOK = 2.0
"""Seconds after which one looks without having been rung for."""
BREATH = 0.1
"""Least seconds between two looks: rings in between are answered together."""
looker = Crew("telephone-looker")


class Watch:
    """The desks of one city, and the task that looks for them while there are any."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.mark = ""
        self._desks: set[asyncio.Event] = set()
        self._rung = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def join(self) -> asyncio.Event:
        """Add a desk; its event is set whenever something has changed."""
        desk = asyncio.Event()
        self._desks.add(desk)
        if self._task is None:
            doorbell.attach(self.city.schema_name, self._rung)
            self._task = asyncio.create_task(self._follow())
        return desk

    def leave(self, desk: asyncio.Event) -> None:
        """Take a desk away; with the last one the looking stops."""
        self._desks.discard(desk)
        if self._desks or self._task is None:
            return
        doorbell.detach(self.city.schema_name, self._rung)
        self._task.cancel()
        self._task = None
        looker.rest()

    async def _follow(self) -> None:
        while True:
            try:
                await self._look()
            except Exception:
                log.exception("the telephones of %s could not be looked at", self.city.slug)
            await asyncio.sleep(BREATH)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._rung.wait()
            self._rung.clear()

    async def _look(self) -> None:
        found = await looker.inside(self.city, lambda: mark(at=timezone.now()))
        if found == self.mark:
            return
        self.mark = found
        for desk in self._desks:
            desk.set()


_watches: dict[str, Watch] = {}


def watch_of(city: City) -> Watch:
    """Return this process's watch of a city."""
    return _watches.setdefault(city.schema_name, Watch(city))


def forget_watches() -> None:
    """Begin anew, in another event loop."""
    _watches.clear()
