"""Pings: how many positions are taken in a second, matched and written, by one process.

A thousand vehicles on the ways of an invented timetable, told in one batch every five seconds of
simulated time; the goal is 200 a second on one core.
"""

import secrets
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.ground import use
from bench.standing import Bench, Figure
from kentongan.cities.entering import enter
from kentongan.cities.models import City
from kentongan.transit.importing import import_timetable
from kentongan.transit.knowing import timetable
from kentongan.transit.models import PositionKey
from kentongan.transit.operators import add_operator, add_vehicles, give_key
from kentongan.transit.pinging import take_in
from kentongan.transit.seeing import seen_now
from kentongan.transit.sifting import Told
from kentongan.transit.simulating import Receiver, drive
from kentongan.transit.tile import tile
from tests.transit import feeds

VEHICLES, BATCHES, EVERY = 1000, 24, 5
MORNING = datetime(2026, 3, 13, 2, tzinfo=UTC)


def measure(bench: Bench) -> Iterator[Figure]:
    """Two minutes of a thousand vehicles."""
    use(bench.ground.url)
    enter(City.objects.get())
    key, telling = _fleet()
    begin = MORNING + timedelta(minutes=20)
    took = []
    for number in range(BATCHES):
        at = begin + timedelta(seconds=EVERY * number)
        where = ((name, receiver.tell(at.timestamp())) for name, receiver in telling.items())
        batch = [Told(name, at, point) for name, point in where if point]
        began = time.perf_counter()
        take_in(batch, key=key, at=at)
        took.append((time.perf_counter() - began) / len(batch))
    rate = len(took) / sum(took)
    yield Figure("pings", rate, f"{rate:,.0f} positions/s")
    for name, act in (("pings.now", seen_now), ("pings.tile", tile)):
        began = time.perf_counter()
        act(at)
        spent = (time.perf_counter() - began) * 1000
        yield Figure(name, spent, f"{spent:,.0f} ms")


def _fleet() -> tuple[PositionKey, dict[str, Receiver]]:
    from random import Random

    run = secrets.token_hex(3)
    with tempfile.TemporaryDirectory() as folder:
        path = feeds.write(Path(folder) / "bus.zip")
        import_timetable(path, feed=run, valid_from=date(2026, 3, 1), by=None, at=MORNING)
    ways = [w for w in timetable(MORNING).ways.values() if w.line.version.feed == run]
    chance = Random(1)
    journeys = [
        drive(f"{run}-{n}", ways[n % len(ways)], MORNING.timestamp() + n % 1100, chance, _even)
        for n in range(VEHICLES)
    ]
    operator = add_operator(run, run, by=None, at=MORNING)
    add_vehicles(operator, [journey.vehicle for journey in journeys], by=None, at=MORNING)
    key = give_key(operator, secrets.token_urlsafe(12), by=None, at=MORNING)
    return key, {each.vehicle: Receiver([each], seed=n) for n, each in enumerate(journeys)}


def _even(_at: float) -> float:
    return 3.0
