"""One open stream, seen from the hub: a short queue, and how far its screen knows."""

import asyncio

from kentongan.journal.reading import Place
from kentongan.wall.following import Piece
from kentongan.wall.telling import Numbers

WAITING = 32
"""Handings that may wait for one screen."""


class Client:
    """Made by the task that serves the stream, which is cancelled if its screen is too slow."""

    def __init__(self, last: Place | None, language: str) -> None:
        self.queue: asyncio.Queue[list[Piece] | bytes] = asyncio.Queue(WAITING)
        self.last, self.language = last, language
        self.numbers: Numbers = {}
        self.task = asyncio.current_task()

    def hand(self, what: list[Piece] | bytes) -> bool:
        """Queue it; False, and the stream is ended, if its screen does not keep up."""
        try:
            self.queue.put_nowait(what)
        except asyncio.QueueFull:
            if self.task:
                self.task.cancel()
            return False
        return True

    def begin(self, place: Place, numbers: Numbers) -> Place | None:
        """Set out from where the hub is; returns up to where the screen knew before."""
        while not self.queue.empty():
            self.queue.get_nowait()
        last, self.numbers = self.last, numbers
        self.last = max(last or place, place)
        return last

    def fresh(self, what: list[Piece] | bytes) -> bytes:
        """Leave out what the screen was told by another process before it came here."""
        if isinstance(what, bytes):
            return what
        last = self.last or Place()
        return b"".join([piece.data for piece in what if piece.place > last])
