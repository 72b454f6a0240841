"""Calls: how many events an exchange may tell a second, folded in memory and kept in PostgreSQL.

Folding is pure, in one process. Telling is durable, with the journal, each event a transaction of
its own, fifty calls under way at once.
"""

import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bench.ground import use
from bench.standing import Bench, Figure
from kentongan.calls.events import Kind, Told
from kentongan.calls.folding import fold
from kentongan.calls.telling import tell
from kentongan.cities.entering import enter
from kentongan.cities.models import City

NINE = datetime(2026, 3, 13, 2, tzinfo=UTC)
CALLS = 1000
AT_ONCE = 50
STORY = (
    ("call.offered", 0, {"number": "08123456789", "dialled": "112"}),
    ("call.queued", 1, {"queue": "umum"}),
    ("call.ringing", 5, {"extension": "201"}),
    ("call.answered", 9, {"extension": "201"}),
    ("call.held", 20, {}),
    ("call.resumed", 30, {}),
    ("call.ended", 60, {}),
)


def measure(bench: Bench) -> Iterator[Figure]:
    """A thousand calls of seven events, from being offered to their end."""
    rate = _folded()
    calls = rate / len(STORY)
    yield Figure("calls.fold", rate, f"{rate:,.0f} events/s, {calls:,.0f} whole calls")
    use(bench.ground.url)
    enter(City.objects.get())
    rate = _told()
    yield Figure("calls.tell", rate, f"{rate:,.0f} events/s")


def _folded() -> float:
    """Fold each call anew with every event, as it is done when one is told."""
    steps = range(len(STORY))
    calls = [[_event(f"c{number}", step) for step in steps] for number in range(CALLS)]
    began = time.perf_counter()
    for events in calls:
        for last in steps:
            fold(events[: last + 1])
    return CALLS * len(STORY) / (time.perf_counter() - began)


def _told() -> float:
    run = secrets.token_hex(4)
    turns = [
        _event(f"{run}-{number}", step)
        for first in range(0, CALLS, AT_ONCE)
        for step in range(len(STORY))
        for number in range(first, first + AT_ONCE)
    ]
    began = time.perf_counter()
    for each in turns:
        tell(each, pbx="bench", at=NINE)
    return len(turns) / (time.perf_counter() - began)


def _event(call_id: str, step: int) -> Told:
    kind, second, said = STORY[step]
    at = NINE + timedelta(seconds=second)
    return Told(f"{call_id}-{kind}", Kind(kind), at, call_id, **said)
