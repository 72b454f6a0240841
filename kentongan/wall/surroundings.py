"""What surrounds the case book: water, warnings, incidents, alarms, buses, orders, sources.

One line for each, drawn by the server: how many, the worst of them by name, since when, how old.
What nobody can say now is missing, never 0. Any past moment will do, so it is played back, too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kentongan.alarms.tile import Tile as Alarms
from kentongan.command.tiling import Tile as Orders
from kentongan.incidents.telling import Shown
from kentongan.incidents.telling import Tile as Incidents
from kentongan.places.directory import directory
from kentongan.situation.gauges.standing import Standing
from kentongan.situation.seeing import Item, Part
from kentongan.situation.standing import Source
from kentongan.situation.tile import Conditions
from kentongan.transit.tile import Tile as Buses
from kentongan.wall.around import Around

Words = Mapping[str, str]
ALL_IS_WELL = 4
"""The siaga that asks nothing of anybody."""
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what of, how many (None: not known), how loud, which of them, of when."""

    what: str
    count: int | None
    tone: str = "calm"
    names: tuple[Words, ...] = ()
    told_at: datetime | None = None
    also: int | None = None
    """A second number, whose meaning the line's own words give."""
    is_connected: bool = True
    """Whether anybody is asked at all."""


def surroundings(around: Around) -> tuple[Line, ...]:
    """Return the lines of a moment, past or present (no statement)."""
    seen = around.conditions
    return (
        *_warned(seen),
        _water(around.gauges),
        _incidents(around.incidents),
        _alarms(around.alarms),
        *_supplies(seen),
        _buses(around.buses),
        *_orders(around.orders),
        _sources(seen.sources),
    )


def _warned(seen: Conditions) -> Iterable[Line]:
    districts = directory().jurisdictions
    touched = [{"": districts[pk].name} for pk in seen.warned if pk in districts]
    yield _part("warnings", seen.warnings, touched, "soon")
    areas = [{"": flood.said.area} for flood in seen.floods.items]
    yield _part("floods", seen.floods, areas, "late")


def _supplies(seen: Conditions) -> Iterable[Line]:
    yield _part("outages", seen.outages, [{"": o.said.places} for o in seen.outages.items], "soon")
    yield _part("slow", seen.slow, [{"": s.said.name} for s in seen.slow.items], "soon")


def _part(what: str, part: Part[Item], names: Iterable[Words], tone: str) -> Line:
    heard = [source.heard_at for source in part.sources if source.heard_at]
    return Line(
        what,
        part.count,
        tone if part.count else "calm",
        tuple(name for name in names if any(name.values()))[:MOST_NAMES],
        min(heard, default=None),
        is_connected=part.is_connected,
    )


def _water(stood: tuple[Standing, ...]) -> Line:
    """How many gauges stand above the calm siaga; None while none of them can be believed."""
    known = [each for each in stood if each.siaga is not None]
    high = [each for each in known if (each.siaga or ALL_IS_WELL) < ALL_IS_WELL]
    high.sort(key=lambda each: each.siaga or ALL_IS_WELL)
    worst = high[0].siaga if high else None
    return Line(
        "water",
        len(high) if known else None,
        "calm" if worst is None else "late" if worst == 1 else "soon",
        tuple(each.gauge.names for each in high[:MOST_NAMES]),
        min((each.measured_at for each in known or stood if each.measured_at), default=None),
        also=worst,
        is_connected=bool(stood),
    )


def _incidents(told: Incidents) -> Line:
    growing = any(each.is_growing for each in told.shown)
    names = tuple(map(_place_of, told.shown[:MOST_NAMES]))
    tone = "late" if growing else "soon" if told.shown else "calm"
    return Line("incidents", len(told.shown) + told.more, tone, names, told.at, also=told.witnesses)


def _place_of(each: Shown) -> Words:
    """The kind and the kelurahan from which most tell."""
    place = f" {each.places[0]}" if each.places else ""
    return {language: f"{kind}{place}" for language, kind in each.kind.items()}


def _alarms(told: Alarms) -> Line:
    waiting = sum(count for _priority, count in told.unanswered)
    is_loud = told.is_fresh and (waiting or told.is_flood)
    tone = "late" if is_loud else "calm"
    count = sum(count for _priority, count in told.active) if told.is_fresh else None
    return Line("alarms", count, tone, (), told.looked_at, also=waiting)


def _buses(told: Buses) -> Line:
    names = tuple({"": str(each.line)} for each in told.broken[:MOST_NAMES])
    return Line(
        "buses",
        len(told.broken) if told.is_known else None,
        "soon" if told.broken else "calm",
        names,
        told.at if told.is_known else None,
        also=told.vehicles,
        is_connected=told.has_timetable,
    )


def _orders(told: Orders) -> Iterable[Line]:
    yield Line("awaited", told.awaited, "soon" if told.awaited else "calm", (), told.at)
    late = "late" if told.overdue else "calm"
    yield Line("overdue", told.overdue, late, (), told.at, also=told.underway)


def _sources(sources: tuple[Source, ...]) -> Line:
    down = [source for source in sources if source.is_down]
    names = tuple(source.feed.names for source in down[:MOST_NAMES])
    tone = "soon" if down else "calm"
    return Line("sources", len(down), tone, names, also=len(sources), is_connected=bool(sources))
