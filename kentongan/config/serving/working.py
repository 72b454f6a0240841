"""A fixed crew of threads, so that a flood night queues up instead of opening connections.

Each thread keeps its own database connection between requests; workers × threads is therefore
the most this server ever asks of PostgreSQL for its pages.
"""

import threading
from collections.abc import Callable
from queue import SimpleQueue

Job = Callable[[], None]


class Crew:
    """Threads that take jobs in the order they came."""

    def __init__(self, threads: int, leave: Callable[[], None] | None = None) -> None:
        """:param leave: called by each thread as its last act, to give back what it holds."""
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._leave = leave
        self._threads = [
            threading.Thread(target=self._work, name=f"page-{number}", daemon=True)
            for number in range(1, threads + 1)
        ]

    def start(self) -> None:
        """Begin to work. Only after a fork: threads do not survive one."""
        for thread in self._threads:
            thread.start()

    def take(self, job: Job) -> None:
        """Queue a job. It must not raise."""
        self._jobs.put(job)

    def waiting(self) -> int:
        """Jobs nobody has taken up yet."""
        return self._jobs.qsize()

    def stop(self, within: float) -> None:
        """Finish what is queued and leave, waiting at most ``within`` seconds for each."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(within)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
        if self._leave is not None:
            self._leave()
