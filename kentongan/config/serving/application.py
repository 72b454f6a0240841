"""What the server calls: streams and files on the event loop, everything else in threads."""

from kentongan.config.serving.files import Files
from kentongan.config.serving.pages import Pages
from kentongan.config.serving.shapes import AsgiCallable, Receive, Scope, Send
from kentongan.config.serving.streams import Streams


class Application:
    """One ASGI application for one port."""

    def __init__(self, pages: Pages, streams: Streams, files: Files | None = None) -> None:
        self.pages = pages
        self.streams = streams
        self.files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or follow the server's life."""
        if scope["type"] == "http":
            await self._whose(scope["path"])(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await send({"type": "websocket.close", "code": 1000})

    def _whose(self, path: str) -> AsgiCallable:
        if path in self.streams:
            return self.streams
        if self.files is not None and path.startswith(self.files.prefix):
            return self.files
        return self.pages

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self.pages.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.pages.stop()
        await send({"type": "lifespan.shutdown.complete"})
