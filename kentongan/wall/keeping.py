"""What goes on while anybody watches a city: the journal is followed, the numbers counted again.

Three endless tasks. Each survives a database that is away; the screens then hear no beat, and
turn grey by themselves.
"""

import asyncio
import logging
from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from kentongan.wall.crews import teller
from kentongan.wall.drawing import around_in
from kentongan.wall.following import event
from kentongan.wall.showing import Showing, showing
from kentongan.wall.telling import changes

if TYPE_CHECKING:
    from kentongan.wall.hub import Hub

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


def work(hub: "Hub") -> list[Coroutine[None, None, None]]:
    """Return what is to be kept going for a city."""
    return [follow(hub), count(hub), beat(hub)]


async def follow(hub: "Hub") -> None:
    """Look whenever the bell rings, and now and then without."""
    loop = asyncio.get_running_loop()
    while True:
        began, is_behind = loop.time(), False
        try:
            is_behind = await hub.look()
            hub.read_at = loop.time()
        except Exception:
            log.exception("the journal of %s could not be read", hub.city.slug)
        await _wait(hub.rung, BREATH if is_behind else LOOK)
        await asyncio.sleep(max(0.0, began + BREATH - loop.time()))


async def count(hub: "Hub") -> None:
    """Tell the screens which numbers have become different, and what surrounds them."""
    await hub.ready.wait()
    while True:
        await _wait(hub.changed, COUNT_AGAIN)
        try:
            shown = await ask(hub)
            tell(hub, shown)
            await draw(hub, shown)
        except Exception:
            log.exception("the numbers of %s could not be counted", hub.city.slug)
        await asyncio.sleep(COUNT)


def tell(hub: "Hub", shown: Showing) -> None:
    """Hand out the numbers that are different from those told before; at first all of them."""
    different = changes(hub.numbers, shown.numbers)
    if different:
        hub.hand_out(event("tally", {**different, "whole": not hub.numbers}))
    hub.numbers = shown.numbers
    if shown.picture.place < hub.place:
        hub.changed.set()  # an answer from before: count again


async def draw(hub: "Hub", shown: Showing) -> None:
    """Have what surrounds the case book drawn once for each language, and hand it out if it is new.

    A thousand screens that fetched it would each ask the database's servers for the same.
    """
    now = (shown.numbers.get("surroundings"), shown.numbers.get("layers"))
    if now != hub.drawn:
        hub.around, hub.drawn = {}, now  # also what was drawn for those who have left
    for language in {client.language for client in hub.clients} - set(hub.around):
        html = await teller.inside(hub.city, partial(around_in, shown, language))
        hub.around[language] = event("around", {"html": html, "at": shown.picture.at.isoformat()})
        hub.hand_out(hub.around[language], language)


async def beat(hub: "Hub") -> None:
    """Tell the screens that we are still reading; silent once we are not."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(BEAT)
        if loop.time() - hub.read_at < BEAT:
            hub.hand_out(event("beat", hub.greeting(), str(hub.place)))


async def ask(hub: "Hub") -> Showing:
    """Have the city's numbers counted, or take those just counted."""
    return await teller.inside(hub.city, lambda: showing.ask(timezone.now()))


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
    event.clear()
