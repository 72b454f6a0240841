"""The tile for the wall: lines whose headways are broken, at any moment within what is kept."""

from dataclasses import dataclass
from datetime import datetime

from kentongan.transit.headways import BROKEN
from kentongan.transit.knowing import Timetable
from kentongan.transit.seeing import Seen
from kentongan.transit.timetables import Line
from kentongan.transit.watching import LineState, watch


@dataclass(frozen=True)
class Tile:
    """What the wall says of buses. `age_s` is None where no position is fresh: then nothing is
    known, and `broken` is empty without meaning that all is well."""

    at: datetime
    has_timetable: bool
    broken: tuple[LineState, ...]
    lines: int
    vehicles: int
    matched: int
    age_s: float | None
    is_simulated: bool
    table: Timetable

    def line_of(self, seen: Seen) -> Line | None:
        """Return the line a vehicle runs on; None if that could not be told."""
        way = self.table.ways.get(seen.pattern) if seen.pattern is not None else None
        return way.line if way else None

    @property
    def is_known(self) -> bool:
        """Whether anything can be said of headways."""
        return self.age_s is not None


def tile(at: datetime) -> Tile:
    """Return it as it was known at a moment, now or in the past (three statements)."""
    watched = watch(at, is_past=True)
    newest = watched.newest_at
    return Tile(
        at=at,
        has_timetable=bool(watched.table.lines),
        broken=tuple(line for line in watched.lines if line.state in BROKEN),
        lines=len(watched.table.lines),
        vehicles=len(watched.seen),
        matched=sum(1 for each in watched.seen if each.run is not None),
        age_s=(at - newest).total_seconds() if newest else None,
        is_simulated=watched.is_simulated,
        table=watched.table,
    )
