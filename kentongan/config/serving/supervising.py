"""The supervisor: forks the workers, replaces those that die, stops them all."""

import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from types import FrameType

from kentongan.config.serving.application import Application
from kentongan.config.serving.running import run_worker

STOP_WITHIN = 8.0
"""Seconds after which a worker that does not stop is killed."""
TOO_SOON = 2.0
"""Seconds a worker must live, or its successor waits as long: a broken one must not spin."""
ENDING = (signal.SIGTERM, signal.SIGINT)


class Supervisor:
    """Some worker processes, one listening socket each."""

    def __init__(self, load: Callable[[], Application], listeners: list[socket.socket]) -> None:
        self._load = load
        self._listeners = listeners
        self._workers: dict[int, tuple[int, float]] = {}
        self._stopping = False
        self._ready, self._say_ready = os.pipe()
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._waker, False)

    def run(self, ready: Callable[[], None] | None) -> None:
        """Serve until SIGTERM or SIGINT. ``ready`` is called once all workers answer."""
        before = {number: signal.signal(number, self._end) for number in ENDING}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        waker = signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        try:
            for slot in range(len(self._listeners)):
                self._fork(slot)
            self._watch(ready)
        finally:
            self._stop()
            signal.set_wakeup_fd(waker)
            for number, handler in before.items():
                signal.signal(number, handler)

    def _watch(self, ready: Callable[[], None] | None) -> None:
        awaited = len(self._listeners)
        while not self._stopping:
            told, _, _ = select.select([self._ready, self._wake], [], [], 60.0)
            if self._wake in told:
                os.read(self._wake, 4096)
            if self._ready in told:
                awaited -= len(os.read(self._ready, 64))
            if ready is not None and awaited <= 0:
                ready()
                ready = None
            self._replace_the_dead()

    def _replace_the_dead(self) -> None:
        for slot, lived in self._reap():
            if self._stopping:
                return
            print("A worker process ended unexpectedly; starting another.", file=sys.stderr)
            if lived < TOO_SOON:
                time.sleep(TOO_SOON)
            self._fork(slot)

    def _reap(self) -> list[tuple[int, float]]:
        """Collect the workers that have ended: their slots, and the seconds they lived."""
        ended = []
        for process in list(self._workers):
            if os.waitpid(process, os.WNOHANG)[0]:
                slot, born = self._workers.pop(process)
                ended.append((slot, time.monotonic() - born))
        return ended

    def _fork(self, slot: int) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        process = os.fork()
        if process == 0:
            self._be_a_worker(slot)
        self._workers[process] = (slot, time.monotonic())

    def _be_a_worker(self, slot: int) -> None:
        # Leave by _exit alone: what the parent would do at its end, such as stopping the embedded
        # database, is not this process's to do.
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in (*ENDING, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            status = run_worker(self._load, self._listeners[slot], self._say_ready)
        except KeyboardInterrupt:
            status = 0
        except BaseException:  # noqa: BLE001 - the last place anybody could read it
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _stop(self) -> None:
        self._signal_all(signal.SIGTERM)
        deadline = time.monotonic() + STOP_WITHIN
        while self._workers and time.monotonic() < deadline:
            self._reap()
            time.sleep(0.02)
        self._signal_all(signal.SIGKILL)
        while self._workers:
            self._reap()
            time.sleep(0.02)
        for listener in self._listeners:
            listener.close()

    def _signal_all(self, number: signal.Signals) -> None:
        for process in self._workers:
            os.kill(process, number)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
