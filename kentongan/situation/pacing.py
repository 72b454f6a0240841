"""Asking no host more often than it bears: BMKG allows 60 questions a minute from one address.

All cities of a process share an address, so they share this; whoever comes too soon waits.
"""

from collections import defaultdict, deque
from collections.abc import Callable
from urllib.parse import urlsplit

from kentongan.situation.getting import Answer, Asked, Get

MOST = 50
"""Questions to one host in any minute; some room for who tries a source by hand besides."""
MINUTE = 60.0


class Paced:
    """A `get` that waits before it would ask a host too often."""

    def __init__(
        self, get: Get, *, clock: Callable[[], float], sleep: Callable[[float], object]
    ) -> None:
        self._get = get
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=MOST))

    def __call__(self, asked: Asked) -> Answer:
        """Ask, at once or when the host may be asked again."""
        before = self._asked[urlsplit(asked.address).netloc]
        if len(before) == MOST and (left := before[0] + MINUTE - self._clock()) > 0:
            self._sleep(left)
        before.append(self._clock())
        return self._get(asked)
