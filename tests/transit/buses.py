"""Buses of a small fleet at work: their timetable, their operator, what their receivers tell."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from kentongan.transit.importing import import_timetable
from kentongan.transit.knowing import Timetable, Way, timetable
from kentongan.transit.models import PositionKey
from kentongan.transit.operators import add_operator, add_vehicles, give_key
from kentongan.transit.pinging import Receipt, take_in
from kentongan.transit.sifting import Told
from kentongan.transit.simulating import Journey, receivers
from tests.conftest import moment
from tests.transit import feeds

AT = moment("2026-03-13 06:00")
KEY = "kunci-operator"


def known(tmp_path: Path) -> Timetable:
    path = feeds.write(tmp_path / "bus.zip")
    import_timetable(path, feed="bus", valid_from=date(2026, 3, 1), by=None, at=AT)
    return timetable(AT)


def way_of(table: Timetable, line: str, direction: int = 0) -> Way:
    ways = table.ways.values()
    return next(w for w in ways if w.line.code == line and w.direction == direction)


def operator(*codes: str, is_simulation: bool = False) -> PositionKey:
    found = add_operator("bk", "Bus Kota", by=None, at=AT, is_simulation=is_simulation)
    add_vehicles(found, codes, by=None, at=AT)
    return give_key(found, KEY, by=None, at=AT)


def told(journeys: Iterable[Journey], begin: float, end: float, every: int) -> Iterator[list[Told]]:
    """Yield what all buses tell at each moment."""
    telling = receivers(journeys, seed=3)
    for second in range(int(begin), int(end), every):
        at = datetime.fromtimestamp(second, UTC)
        points = ((name, receiver.tell(second)) for name, receiver in telling.items())
        yield [Told(name, at, point) for name, point in points if point]


def ride(journeys: list[Journey], key: PositionKey, until: datetime, every: int = 10) -> Receipt:
    """Let every position come in until a moment; the sums of all receipts."""
    begin = min(journey.times[0] for journey in journeys)
    taken = repeated = 0
    aside = []
    for batch in told(journeys, begin, until.timestamp(), every):
        receipt = take_in(batch, key=key, at=batch[0].at if batch else until)
        taken, repeated = taken + receipt.taken, repeated + receipt.repeated
        aside += list(receipt.aside)
    return Receipt(taken, repeated, aside)
