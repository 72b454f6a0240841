"""Watching lines: does each keep its promise, in each direction, at a moment now or in the past?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from kentongan.transit.headways import Headway, State, between, worst
from kentongan.transit.knowing import Timetable, Way, timetable
from kentongan.transit.promising import headway
from kentongan.transit.seeing import Seen, seen_at, seen_now
from kentongan.transit.timetables import Line

LOOK_BACK = timedelta(hours=2)
NEWEST = 3
"""How many headways, the open one with them, say how a line stands now."""
PASSED = """
SELECT p.pattern_id, p.at FROM transit_passage p
JOIN unnest(%s::bigint[], %s::int[]) AS control (pattern_id, index)
  ON p.pattern_id = control.pattern_id AND p.index = control.index
WHERE p.at > %s AND p.at <= %s AND p.is_simulated = %s ORDER BY p.at
"""


@dataclass(frozen=True)
class LineState:
    """A line in one direction: its state, what was promised (seconds), what was measured."""

    line: Line
    direction: int
    headsign: str
    state: State
    promised: float | None
    headways: tuple[Headway, ...]
    seen: tuple[Seen, ...]


@dataclass(frozen=True)
class Watch:
    """All lines at a moment, and what they were judged by."""

    at: datetime
    table: Timetable
    seen: tuple[Seen, ...]
    lines: tuple[LineState, ...]
    is_simulated: bool

    @property
    def newest_at(self) -> datetime | None:
        """When the newest position was; None where none is fresh."""
        return max((each.at for each in self.seen), default=None)


def watch(at: datetime, *, is_past: bool = False) -> Watch:
    """Look at all lines (three statements). While simulated buses run, they alone are looked at."""
    table = timetable(at)
    seen = seen_at(at) if is_past else seen_now(at)
    is_simulated = any(each.is_simulated for each in seen)
    seen = [each for each in seen if each.is_simulated == is_simulated]
    groups = _groups(table)
    passed = _passed(groups, at, is_simulated=is_simulated)
    lines = tuple(_state(table, ways, seen, passed, at) for ways in groups)
    return Watch(at, table, tuple(seen), lines, is_simulated)


def control(ways: Sequence[Way]) -> Mapping[int, int]:
    """Return the stop at which a direction's headways are taken: the middle one that most share."""
    shared: dict[str, int] = {}
    for way in ways:
        for code in {call.code for call in way.calls}:
            shared[code] = shared.get(code, 0) + 1
    calls = ways[0].calls
    middle = len(calls) // 2
    order = range(len(calls))
    best = min(order, key=lambda n: (-shared[calls[n].code], abs(n - middle)))
    code = calls[best].code
    at = {way.pk: [n for n, call in enumerate(way.calls) if call.code == code] for way in ways}
    return {pk: found[0] for pk, found in at.items() if found}


def _groups(table: Timetable) -> list[tuple[Way, ...]]:
    """The ways of each line and direction."""
    return [
        tuple(way for way in ways if way.direction == direction)
        for ways in table.ways_of.values()
        for direction in sorted({way.direction for way in ways})
    ]


def _passed(
    groups: Sequence[Sequence[Way]], at: datetime, *, is_simulated: bool
) -> Mapping[int, list[float]]:
    controls = {pk: index for ways in groups for pk, index in control(ways).items()}
    found: dict[int, list[float]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            PASSED,
            [list(controls), list(controls.values()), at - LOOK_BACK, at, is_simulated],
        )
        for pattern, moment in cursor.fetchall():
            found.setdefault(pattern, []).append(moment.timestamp())
    return found


def _state(
    table: Timetable,
    ways: Sequence[Way],
    seen: Sequence[Seen],
    passed: Mapping[int, list[float]],
    at: datetime,
) -> LineState:
    promised = headway(table, ways, at)
    own = tuple(each for each in seen if each.pattern in {way.pk for way in ways})
    moments = [moment for way in ways for moment in passed.get(way.pk, ())]
    index = next(iter(control(ways).values()), 0)
    found = between(moments, promised or 0.0, index, at.timestamp())[-NEWEST:] if promised else []
    state = _judged(promised, seen, own, found)
    first = ways[0]
    headways = tuple(found)
    return LineState(first.line, first.direction, first.headsign, state, promised, headways, own)


def _judged(
    promised: float | None,
    seen: Sequence[Seen],
    own: Sequence[Seen],
    found: Sequence[Headway],
) -> State:
    if not seen:
        return State.UNKNOWN
    if promised is None:
        return State.RESTING
    if not own and not found:
        return State.UNSEEN
    return worst(found)
