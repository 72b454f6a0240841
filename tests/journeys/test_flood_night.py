"""A flood night: half is told twice, a server process dies, and every report is there once.

The whole of it, with ten thousand reports, is `bench/flood_night.py`.
"""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from kentongan.config.drilling.events import FORMS, SMS, Event, Kind, Said
from tests.conftest import TEST_DATABASE_URL
from tests.databases import with_the_city
from tests.journeys.night import PREPARING, Night, calls, storm

REPORTS = 60
pytestmark = pytest.mark.wire


@pytest.fixture
def night(django_db_setup: None, tmp_path: Path) -> Iterator[Night]:
    """A city with two server processes, kinds of incident and rules for alarms."""
    here = Night(with_the_city(TEST_DATABASE_URL, "night"), tmp_path)
    here.ask(PREPARING)
    try:
        here.start()
        yield here
    finally:
        here.stop()


def workers(night: Night) -> set[int]:
    assert night._server
    return {child.pid for child in psutil.Process(night._server.pid).children()}


def sent(events: list[Event]) -> list[tuple[str, Said]]:
    """Each report once, with its channel."""
    firsts = [each for each in events if each.kind == Kind.REPORT]
    return [(each.channel, each.payload) for each in firsts if isinstance(each.payload, Said)]


def test_what_is_sent_on_a_flood_night_is_there_once_though_a_process_was_killed(
    night: Night,
) -> None:
    events = storm(REPORTS)
    going, before = list(calls(events)), workers(night)
    assert len(before) == 2
    with ThreadPoolExecutor(6) as senders:
        first = [senders.submit(call.bring, night.port) for call in going[: len(going) // 2]]
        first[len(first) // 2].result()
        os.kill(min(before), signal.SIGKILL)
        rest = [senders.submit(call.bring, night.port) for call in going[len(going) // 2 :]]
        for each in (*first, *rest):
            each.result()
    assert len(workers(night) - {min(before)}) == 2
    found, told = night.find(), sent(events)
    assert Counter(found["keys"]) == Counter(s.key for channel, s in told if channel in FORMS)
    assert Counter(found["numbers"]) == Counter(s.sender for c, s in told if c not in FORMS)
    assert found["requests"] == len(told) == REPORTS
    assert found["unworked"] == 0
    assert len(found["messages"]) == len(set(found["messages"]))
    assert {s.key for channel, s in told if channel not in FORMS} <= set(found["messages"])
    assert any(channel == SMS for channel, _said in told)
    assert 1 <= found["incidents"] <= len({s.basin for _channel, s in told})
    # Whoever has said the kelurahan alone stands under an incident only by like words.
    assert 2 * REPORTS / 3 <= found["witnesses"] <= REPORTS
    assert 1 <= found["alarms"] <= 10
    assert (found["differences"], found["faults"]) == ([], [])
