"""Talk to the wall's stream as the server does, without a server: real database, real threads."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson

from kentongan.wall.streaming import application

HOST = "testserver"


class Screen:
    """One open stream; `is_slow` takes nothing after the first pieces."""

    def __init__(
        self,
        cookie: str,
        after: str = "",
        host: str = HOST,
        is_slow: bool = False,
        language: str = "",
    ) -> None:
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": "/wall/stream",
            "query_string": f"bahasa={language}".encode(),
            "headers": [
                (b"host", host.encode()),
                (b"cookie", cookie.encode()),
                *([(b"last-event-id", after.encode())] if after else []),
            ],
        }
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.events: list[dict[str, Any]] = []
        self.is_slow = is_slow
        self.is_over = False
        self._told = asyncio.Event()
        self._stuck = asyncio.Event()

    async def run(self) -> None:
        try:
            await application(self.scope, self._receive, self._send)
        finally:
            self.is_over = True
            self._told.set()

    async def until(self, kind: str, count: int = 1, within: float = 30.0) -> list[dict[str, Any]]:
        """Wait for so many events of a kind; returns them."""
        async with asyncio.timeout(within):
            while len(found := self.of(kind)) < count:
                self._told.clear()
                await self._told.wait()
        return found

    async def until_over(self, within: float = 30.0) -> None:
        async with asyncio.timeout(within):
            while not self.is_over:
                self._told.clear()
                await self._told.wait()

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["event"] == kind]

    async def _receive(self) -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
            return
        if self.is_slow and self.of("hello"):
            await self._stuck.wait()
        for block in message["body"].decode().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
            if "event" in fields:
                self.events.append({**fields, "data": orjson.loads(fields["data"])})
        self._told.set()


@asynccontextmanager
async def watching(*screens: Screen) -> AsyncIterator[None]:
    """Open the streams, and close them as a server does when it stops."""
    tasks = [asyncio.create_task(screen.run()) for screen in screens]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
