"""Pinging: a batch of positions comes in, each taken once, repeated, or set aside with a reason.

No entry in the journal: where a bus is, is no act. Every vehicle's row in `Latest` is held
while its positions are followed, in the order of their ids, so two batches never follow one
vehicle at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Box
from kentongan.transit.following import Taken, Trail, in_order
from kentongan.transit.knowing import Timetable, timetable
from kentongan.transit.models import Latest, Operator, PositionKey, Run, Vehicle
from kentongan.transit.positions import WhyAside
from kentongan.transit.sifting import Told, fault, widened
from kentongan.transit.writing import (
    LATEST,
    PASSAGES,
    POSITIONS,
    count_asides,
    write,
)

RUNNING = timedelta(hours=4)


@dataclass(frozen=True)
class Receipt:
    """What became of a batch: how many were taken and repeated; what was set aside, by place."""

    taken: int
    repeated: int
    aside: Sequence[tuple[int, WhyAside]]


def take_in(batch: Sequence[Told | None], *, key: PositionKey, at: datetime) -> Receipt:
    """Take in positions that came with a key; None stands for one that could not be read."""
    with transaction.atomic():
        table = timetable(at)
        fit, aside = _sift(batch, key, table, at)
        trails = _trails({told.vehicle for _, told in fit}, key.operator, table)
        late: list[tuple[int, Told]] = []
        taken = _taken(at) if fit else set()
        for place, told in in_order(fit):
            trail = trails.get(told.vehicle)
            why = trail.take(told, table, taken) if trail else WhyAside.UNKNOWN
            if why == WhyAside.LATE:
                late.append((place, told))
            elif why:
                aside.append((place, why))
        count, repeated = _keep(list(trails.values()), late, trails, aside, at)
        count_asides(key.operator_id, (why for _, why in aside), at=at)
    return Receipt(count, repeated, tuple(sorted(aside)))


def _sift(
    batch: Sequence[Told | None], key: PositionKey, table: Timetable, at: datetime
) -> tuple[list[tuple[int, Told]], list[tuple[int, WhyAside]]]:
    around = widened(_around(table))
    only = key.vehicle.code if key.vehicle else None
    fit: list[tuple[int, Told]] = []
    aside: list[tuple[int, WhyAside]] = []
    for place, told in enumerate(batch):
        why = fault(told, around=around, at=at) if told else WhyAside.MALFORMED
        if told and only not in {None, told.vehicle}:
            why = WhyAside.NOT_YOURS
        if told is None or why:
            aside.append((place, why or WhyAside.MALFORMED))
        else:
            fit.append((place, told))
    return fit, aside


def _around(table: Timetable) -> Box:
    city = directory().city
    box = table.box or Box(city.lon, city.lat, city.lon, city.lat)
    west, south = min(box.west, city.lon), min(box.south, city.lat)
    return Box(west, south, max(box.east, city.lon), max(box.north, city.lat))


def _trails(codes: set[str], operator: Operator, table: Timetable) -> dict[str, Trail]:
    known = Vehicle.objects.filter(operator=operator, code__in=codes).order_by("pk")
    vehicles = list(known.select_for_update())
    before = Latest.objects.filter(vehicle__in=vehicles).select_related("run")
    latest = {each.vehicle_id: each for each in before}
    return {
        vehicle.code: Trail.of(
            vehicle.pk, latest.get(vehicle.pk), table, is_simulated=operator.is_simulation
        )
        for vehicle in vehicles
    }


def _taken(at: datetime) -> Taken:
    """The timetabled trips that are under way, so that nobody else is put on one of them."""
    running = Run.objects.filter(began_at__gte=at - RUNNING, trip__isnull=False)
    return {(run.trip_id or 0, run.day, run.starts_s) for run in running}


def _keep(
    trails: Sequence[Trail],
    late: Sequence[tuple[int, Told]],
    by_code: dict[str, Trail],
    aside: list[tuple[int, WhyAside]],
    at: datetime,
) -> tuple[int, int]:
    Run.objects.bulk_create([run for trail in trails for run in trail.begun])
    write(POSITIONS, [row for trail in trails for row in _positions(trail, at)])
    write(LATEST, [_latest(trail, at) for trail in trails if trail.steps])
    write(PASSAGES, [row for trail in trails for row in _passages(trail)])
    rows = [
        (by_code[told.vehicle].vehicle_id, told.at, at, *told.point, told.heading, None, None)
        for _, told in late
    ]
    new = set(write(POSITIONS, rows))
    aside += [(p, WhyAside.LATE) for p, t in late if (by_code[t.vehicle].vehicle_id, t.at) in new]
    return sum(len(trail.steps) for trail in trails), len(late) - len(new)


def _positions(trail: Trail, at: datetime) -> list[tuple[object, ...]]:
    return [
        (trail.vehicle_id, told.at, at, *told.point, standing.heading, run.pk if run else None,
         standing.along if run else None)
        for told, standing, run in trail.steps
    ]  # fmt: skip


def _latest(trail: Trail, at: datetime) -> tuple[object, ...]:
    told, standing, run = trail.steps[-1]
    anchor = standing.anchor or told.point
    where = (run.pk, standing.along) if run else (None, None)
    kept = (*anchor, trail.line, trail.next_stop, standing.lost)
    return (trail.vehicle_id, told.at, at, *told.point, standing.heading, *where, *kept)


def _passages(trail: Trail) -> list[tuple[object, ...]]:
    return [
        (run.pk, run.pattern_id, index, moment, run.is_simulated)
        for run, index, moment in trail.passages
    ]
