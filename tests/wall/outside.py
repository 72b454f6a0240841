"""Do something in the example city from a thread with a connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

from kentongan.cities.entering import enter
from kentongan.cities.models import City

T = TypeVar("T")


def outside(work: Callable[[], T]) -> T:
    """Do it and keep it: committed, seen by all, the connection closed behind it."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_inside, work).result()


async def meanwhile(work: Callable[[], T]) -> T:
    """Do it while the streams go on."""
    return await asyncio.to_thread(_inside, work)


def _inside(work: Callable[[], T]) -> T:
    try:
        enter(City.objects.get(slug="contoh"))
        return work()
    finally:
        connections.close_all()
