"""The doorbell: one listening connection a process, for every city.

A ring says only that a city has new rows. One that is lost costs two seconds, because whoever
waits for it also looks by itself.
"""

import asyncio
import contextlib
import logging
from typing import Any

import psycopg
from django.db import connections

from kentongan.journal.recording import CHANNEL

log = logging.getLogger("kentongan.journal")
TRY_AGAIN = 1.0


class Doorbell:
    """Sets the events of every city whose bell is rung."""

    def __init__(self) -> None:
        self._rung: dict[str, list[asyncio.Event]] = {}
        self._listening: asyncio.Task[None] | None = None

    def attach(self, schema: str, rung: asyncio.Event) -> None:
        """Set `rung` whenever the city of that schema has new rows."""
        self._rung.setdefault(schema, []).append(rung)
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen())

    def detach(self, schema: str, rung: asyncio.Event) -> None:
        """Listen no longer for whoever attached this; for none at all once the last has left."""
        left = [other for other in self._rung.pop(schema, []) if other is not rung]
        if left:
            self._rung[schema] = left
        if not self._rung and self._listening is not None:
            self._listening.cancel()
            self._listening = None

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(psycopg.Error, OSError):
                await self._hear()
            log.warning("the doorbell is silent; screens are brought up to date by looking")
            await asyncio.sleep(TRY_AGAIN)

    async def _hear(self) -> None:
        opened = await psycopg.AsyncConnection.connect(**_address(), autocommit=True)
        async with opened as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            for schema in self._rung:
                self._ring(schema)
            async for notice in connection.notifies():
                self._ring(notice.payload)

    def _ring(self, schema: str) -> None:
        for rung in self._rung.get(schema, ()):
            rung.set()


def _address() -> dict[str, Any]:
    """Where the database is, in psycopg's terms."""
    known = connections["default"].settings_dict
    names = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    given = {name: known[key] for name, key in names.items() if known.get(key)}
    options = {key: value for key, value in known["OPTIONS"].items() if isinstance(value, str)}
    return {**options, **given, "application_name": "kentongan doorbell"}


doorbell = Doorbell()
