"""What is kept in the process is built once, however many ask for it at the same moment."""

from threading import Barrier, Thread
from time import sleep

import pytest

from kentongan.toolbox.snapshots import Snapshot

ASKING = 8


def test_threads_that_ask_at_once_have_it_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a server process that has just begun, when all its visitors come together."""
    built, given, start = [], [], Barrier(ASKING)
    monkeypatch.setattr("kentongan.toolbox.snapshots._known", [])

    def build() -> object:
        sleep(0.05)
        built.append(object())
        return built[-1]

    kept = Snapshot(build, lambda: 1)

    def ask() -> None:
        start.wait()
        given.append(kept())

    threads = [Thread(target=ask) for _ in range(ASKING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1
    assert given == built * ASKING
