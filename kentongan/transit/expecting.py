"""Expecting buses at stops: what is known now, as arrivals with their moment, or honestly nothing.

Three statements for a whole board, whatever it is asked of: vehicles, what was driven lately, and
the medians of legs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from kentongan.transit.estimating import RECENT_S, Legs, arrivals, pace
from kentongan.transit.headways import State
from kentongan.transit.knowing import Timetable, Way
from kentongan.transit.models import Leg, Passage
from kentongan.transit.promising import headway
from kentongan.transit.seeing import Seen, seen_now
from kentongan.transit.timetables import Line

FARTHEST = timedelta(minutes=60)
"""What is farther ahead than this nobody can say."""


@dataclass(frozen=True)
class Arrival:
    """A bus that will come to a stop of its way, and when."""

    seen: Seen
    way: Way
    index: int
    at: datetime


@dataclass(frozen=True)
class Awaited:
    """A line in one direction as it stands for somebody waiting at a stop."""

    line: Line
    headsign: str
    state: State
    promised_s: float | None
    arrivals: tuple[Arrival, ...]


@dataclass
class Board:
    """What is needed to estimate any arrival at a moment."""

    at: datetime
    table: Timetable
    seen: list[Seen]
    paces: Mapping[int, float] = field(default_factory=dict)
    legs: Mapping[int, Legs] = field(default_factory=dict)

    @property
    def is_simulated(self) -> bool:
        """Whether these are a simulator's buses."""
        return any(each.is_simulated for each in self.seen)

    def ahead(self, seen: Seen) -> list[Arrival]:
        """Return the arrivals of a vehicle at the stops before it."""
        way = self.table.ways.get(seen.pattern or 0)
        if way is None:
            return []
        found = arrivals(
            seen.along, seen.at.timestamp(), way.stops_along, planned(way),
            self.legs.get(way.pk, {}), self.paces.get(way.line.pk, 1.0), self._hour,
        )  # fmt: skip
        told = (Arrival(seen, way, n, datetime.fromtimestamp(at, UTC)) for n, at in found)
        return [each for each in told if each.at <= self.at + FARTHEST]

    def awaited(self, stop: str) -> list[Awaited]:
        """Return the lines that serve a stop, each with the buses that will come."""
        coming = [a for seen in self.seen for a in self.ahead(seen)]
        here = [a for a in coming if a.way.calls[a.index].code == stop]
        serving: dict[tuple[int, int], list[Way]] = {}
        for way in self.table.ways.values():
            if any(call.code == stop for call in way.calls[:-1]):
                serving.setdefault((way.line.pk, way.direction), []).append(way)
        return [self._awaited(ways, here) for _, ways in sorted(serving.items())]

    def _awaited(self, ways: list[Way], here: list[Arrival]) -> Awaited:
        own = sorted((a for a in here if a.way in ways), key=lambda a: a.at)
        promised = headway(self.table, ways, self.at)
        state = State.KEPT if own else State.UNSEEN
        if not self.seen:
            state = State.UNKNOWN
        elif promised is None and not own:
            state = State.RESTING
        return Awaited(ways[0].line, ways[0].headsign, state, promised, tuple(own))

    def _hour(self, at: float) -> int:
        return datetime.fromtimestamp(at, self.table.zone).hour


def board(table: Timetable, at: datetime) -> Board:
    """Return what is known now; while simulated buses run, they alone are on it."""
    seen = seen_now(at)
    is_simulated = any(each.is_simulated for each in seen)
    seen = [each for each in seen if each.is_simulated == is_simulated]
    legs = _legs(table, at)
    return Board(at, table, seen, _paces(table, legs, at, is_simulated=is_simulated), legs)


def planned(way: Way) -> list[float]:
    """Return the seconds of each leg by the timetable, from one arrival to the next."""
    pairs = zip(way.calls, way.calls[1:], strict=False)
    return [float(max(there.arrives - here.arrives, 5)) for here, there in pairs]


def _legs(table: Timetable, at: datetime) -> dict[int, dict[tuple[int, int], float]]:
    newest = Leg.objects.filter(computed_at__lte=at).order_by("-computed_at").values("computed_at")
    rows = Leg.objects.filter(computed_at=newest[:1], pattern__in=list(table.ways))
    found: dict[int, dict[tuple[int, int], float]] = {}
    for pattern, index, hour, seconds in rows.values_list("pattern", "index", "hour", "median_s"):
        found.setdefault(pattern, {})[index, hour] = seconds
    return found


def _paces(
    table: Timetable, legs: Mapping[int, Legs], at: datetime, *, is_simulated: bool
) -> dict[int, float]:
    """How each line runs now, from what its last buses took on their legs."""
    since = at - timedelta(seconds=RECENT_S)
    lately = Passage.objects.filter(at__gt=since, at__lte=at, is_simulated=is_simulated)
    rows = lately.order_by("run", "index").values_list("run", "pattern", "index", "at")
    ratios: dict[int, list[tuple[float, float]]] = {}
    before: tuple[int, int, float] | None = None
    for run, pattern, index, moment in rows:
        way, now = table.ways.get(pattern), moment.timestamp()
        if way is not None and before is not None and before[:2] == (run, index - 1):
            hour = moment.astimezone(table.zone).hour
            usual = legs.get(pattern, {}).get((index - 1, hour), planned(way)[index - 1])
            ratios.setdefault(way.line.pk, []).append((now, (now - before[2]) / usual))
        before = (run, index, now)
    return {line: pace(found, at.timestamp()) for line, found in ratios.items()}
