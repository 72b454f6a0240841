"""One worker process: uvicorn with our application on a socket it was given."""

import os
import socket
import sys
from collections.abc import Callable

import uvicorn

from kentongan.config.serving.application import Application

GRACE = 6
"""Seconds requests in progress have to finish once the server is told to stop."""

SWITCH = 0.0005
"""Seconds a thread of pages works before it lets the streams' loop go on: by default 5 ms, and with
several of them at work a screen that comes back waited seconds for its turn."""


class Worker(uvicorn.Server):
    """A server that says when it is ready, ends its streams first and never outlives its parent."""

    def __init__(self, config: uvicorn.Config, application: Application, ready: int) -> None:
        super().__init__(config)
        self._application = application
        self._ready = ready
        self._parent = os.getppid()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        os.write(self._ready, b".")

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: is it time to leave?"""
        orphaned = os.getppid() != self._parent
        return await super().on_tick(counter) or orphaned

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, which would never end by themselves, then finish the pages."""
        self._application.streams.end()
        await super().shutdown(sockets)


def run_worker(load: Callable[[], Application], listener: socket.socket, ready: int) -> int:
    """Serve until told to stop; gives the exit status. Meant for a process just forked."""
    application = load()
    sys.setswitchinterval(SWITCH)
    trusted = os.environ.get("KENTONGAN_TRUSTED_PROXY", "")
    config = uvicorn.Config(
        application,
        http="httptools",
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        ws="none",
        lifespan="on",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=trusted or None,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACE,
        backlog=2048,
    )
    Worker(config, application, ready).run([listener])
    return 0
