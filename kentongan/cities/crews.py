"""The few threads in which streams touch the database; no stream ever holds a connection.

Each crew of one thread keeps one connection while anybody watches: with the listener that makes
a handful a process, for one screen as for ten thousand.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

from kentongan.cities.entering import enter
from kentongan.cities.models import City

T = TypeVar("T")


class Crew:
    """A thread or two for one kind of work."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def inside(self, city: City, work: Callable[[], T]) -> T:
        """Do the work inside a city; the connection stays open for the next, unless it broke."""

        def entered() -> T:
            try:
                enter(city)
                return work()
            except BaseException:
                connections.close_all()
                raise

        return await asyncio.get_running_loop().run_in_executor(self._pool, entered)

    async def alone(self, work: Callable[[], T]) -> T:
        """Do the work and close the connection behind it."""

        def closed() -> T:
            try:
                return work()
            finally:
                connections.close_all()

        return await asyncio.get_running_loop().run_in_executor(self._pool, closed)

    def rest(self) -> None:
        """Close the connection of a crew of one, once whatever it does is done."""
        self._pool.submit(connections.close_all)
