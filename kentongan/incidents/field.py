"""The field around new reports: earlier ones of their kind that lie near, read in two statements.

Bounded whatever the history: of each cell and each kelurahan the latest few, by index.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from math import pi

from django.db import connection

from kentongan.incidents.gridding import cell_of, cells_around
from kentongan.incidents.models import Incident, Kind
from kentongan.incidents.weighing import Told
from kentongan.places.directory import directory
from kentongan.sorting.resembling import telling
from kentongan.toolbox.geometry import Point

MOST_NEAR = 40
"""Looked at of each cell; above the highest least number that a pack may ask for."""
_TAKE = """
SELECT t.id, t.service_request_id, t.incident_id, t.is_by_hand, t.at, t.jurisdiction_id, t.cell,
       r.lat, r.lon, r.words, r.address
FROM unnest(%s::bigint[]) AS near(place)
CROSS JOIN LATERAL (
    SELECT * FROM incidents_trace
    WHERE kind_id = %s AND {column} = near.place AND at > %s AND at <= %s
    ORDER BY at DESC LIMIT %s
) t JOIN intake_servicerequest r ON r.id = t.service_request_id
"""
_NEAR, _BESIDE = _TAKE.format(column="cell"), _TAKE.format(column="jurisdiction_id")


@dataclass(slots=True, eq=False)
class Seen:
    """A report on the field; `trace` is empty for one that has just come."""

    told: Told
    request: int = 0
    trace: int | None = None
    incident: Incident | None = None
    is_by_hand: bool = False
    cell: int | None = None


@dataclass
class Field:
    """Reports of one kind by cell and by kelurahan, and the open incidents among them."""

    kind: Kind
    open: dict[int, Incident]
    by_cell: dict[int, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    by_place: dict[int, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    known: set[int] = field(default_factory=set)

    def covers(self, told: Told) -> float:
        """Return the share of a report's kelurahan that a circle of the kind's radius covers."""
        area = directory().areas.get(told.jurisdiction)
        return min(1.0, pi * self.kind.radius_m**2 / area) if area else 0.0

    def put(self, seen: Seen) -> None:
        """Keep a report in mind, once."""
        if seen.trace is not None:
            if seen.trace in self.known:
                return
            self.known.add(seen.trace)
        self.by_place[seen.told.jurisdiction].append(seen)
        if seen.cell is not None:
            self.by_cell[seen.cell].append(seen)

    def near(self, told: Told) -> Iterator[Seen]:
        """Yield the latest that may be near, bounded: those of the kelurahan for one without a
        point, and of them those without one for any other."""
        named = self.by_place[told.jurisdiction][-MOST_NEAR:]
        if told.point is None:
            yield from named
            return
        yield from (seen for seen in named if seen.told.point is None)
        for cell in cells_around(told.point, self.kind.radius_m):
            yield from self.by_cell[cell][-MOST_NEAR:]


def lay_out(kind: Kind, new: Iterable[Seen], open_ones: Iterable[Incident]) -> Field:
    """Return the field around new reports of a kind (two statements)."""
    laid = Field(kind, {incident.pk: incident for incident in open_ones})
    wanted = list(new)
    first = min(seen.told.at for seen in wanted) - kind.quiet
    last = max(seen.told.at for seen in wanted)
    points = [seen.told.point for seen in wanted if seen.told.point]
    cells = {cell for point in points for cell in cells_around(point, kind.radius_m)}
    places = {seen.told.jurisdiction for seen in wanted}
    found = [*_take(_NEAR, cells, laid, first, last), *_take(_BESIDE, places, laid, first, last)]
    for seen in [*_bare(laid), *sorted(found, key=lambda seen: seen.told.at)]:
        laid.put(seen)
    return laid


def _bare(laid: Field) -> Iterator[Seen]:
    """What was opened by hand and has no witness yet stands for itself."""
    for incident in laid.open.values():
        if incident.lat is not None and incident.lon is not None and not incident.placed:
            point = Point(incident.lat, incident.lon)
            told = Told(incident.opened_at, 0, point)
            yield Seen(told, incident=incident, cell=cell_for(laid.kind, point))


def cell_for(kind: Kind, point: Point | None) -> int | None:
    """Return the cell that a report of the kind stands in."""
    return None if point is None else cell_of(point, kind.radius_m)


def _take(
    statement: str, places: Iterable[int], laid: Field, first: datetime, last: datetime
) -> list[Seen]:
    asked = sorted(places)
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, [asked, laid.kind.pk, first, last, MOST_NEAR])
        rows = cursor.fetchall()
    found = []
    for row in rows:
        pk, request, incident, is_by_hand, at, place, cell, lat, lon, words, address = row
        point = None if lat is None else Point(lat, lon)
        told = Told(at, place, point, telling(f"{words} {address}"))
        here = laid.open.get(incident)
        # One that stands under an incident that is over is no free one either.
        taken = is_by_hand or (incident is not None and here is None)
        found.append(Seen(told, request, pk, here, taken, cell))
    return found
