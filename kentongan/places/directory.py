"""The city's places and units in memory: names, lines of report, which kelurahan holds a point.

A city has some two hundred places, asked for with every report and every row of every list; so
they are read once per process and version (`toolbox.snapshots`), not joined to each query.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import cos, radians

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.strtree import STRtree

from kentongan.places.calendar import working_calendar
from kentongan.places.models import (
    Jurisdiction,
    Landmark,
    NonWorkingDay,
    OfficePeriod,
    Profile,
    Unit,
)
from kentongan.toolbox.geometry import METRES_A_DEGREE, Point
from kentongan.toolbox.snapshots import Snapshot
from kentongan.toolbox.working_time import WorkingCalendar


@dataclass(frozen=True)
class Directory:
    """Everything that `places` holds, frozen at one version of the city's data."""

    profile: Profile
    calendar: WorkingCalendar
    jurisdictions: Mapping[int, Jurisdiction]
    units: Mapping[int, Unit]
    landmarks: tuple[Landmark, ...] = field(default=())

    @cached_property
    def by_code(self) -> Mapping[str, Jurisdiction]:
        """Jurisdictions by Kemendagri code."""
        return {place.code: place for place in self.jurisdictions.values()}

    @cached_property
    def unit_by_code(self) -> Mapping[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units.values()}

    @cached_property
    def city(self) -> Jurisdiction:
        """The whole of it."""
        level = Jurisdiction.Level.CITY
        return next(place for place in self.jurisdictions.values() if place.level == level)

    @cached_property
    def kelurahan(self) -> tuple[Jurisdiction, ...]:
        """The smallest places, by name."""
        level = Jurisdiction.Level.KELURAHAN
        found = (place for place in self.jurisdictions.values() if place.level == level)
        return tuple(sorted(found, key=lambda place: place.name))

    @cached_property
    def kecamatan(self) -> tuple[Jurisdiction, ...]:
        """The districts, by name."""
        level = Jurisdiction.Level.KECAMATAN
        found = (place for place in self.jurisdictions.values() if place.level == level)
        return tuple(sorted(found, key=lambda place: place.name))

    @cached_property
    def inspectorate(self) -> Unit | None:
        """Whoever matters of oversight go to; of several the first by code."""
        found = (unit for unit in self.units.values() if unit.is_inspectorate and unit.is_active)
        return min(found, key=lambda unit: unit.code, default=None)

    @cached_property
    def _governing(self) -> Mapping[int, Unit]:
        return {unit.governs_id: unit for unit in self.units.values() if unit.governs_id}

    @cached_property
    def _tree(self) -> tuple[STRtree, tuple[Jurisdiction, ...]]:
        bounded = tuple(
            sorted((p for p in self.kelurahan if p.boundary), key=lambda place: place.code)
        )
        shapes = [shape(place.boundary or {}) for place in bounded]
        shapely.prepare(shapes)
        return STRtree(shapes), bounded

    @cached_property
    def areas(self) -> Mapping[int, float]:
        """Square metres of each kelurahan whose boundary is known, by its key."""
        _, bounded = self._tree
        return {place.pk: _square_metres(shape(place.boundary or {})) for place in bounded}

    def holding(self, point: Point) -> Jurisdiction | None:
        """Return the kelurahan whose boundary holds the point; the lowest code on a border."""
        tree, bounded = self._tree
        found = tree.query(shapely.Point(point.lon, point.lat), predicate="intersects")
        return bounded[int(found.min())] if len(found) else None

    def touching(self, form: BaseGeometry) -> tuple[Jurisdiction, ...]:
        """Return the kelurahan that a shape (longitude first) reaches, by code."""
        tree, bounded = self._tree
        return tuple(bounded[i] for i in sorted(tree.query(form, predicate="intersects")))

    def above(self, place: Jurisdiction, level: str) -> Jurisdiction | None:
        """Return the place itself or the one above it at that level."""
        at: Jurisdiction | None = place
        while at is not None and at.level != level:
            at = self.jurisdictions.get(at.parent_id) if at.parent_id else None
        return at

    def governing(self, place: Jurisdiction, level: str) -> Unit | None:
        """Return the unit that governs the place at that level (its lurah's or camat's office)."""
        at = self.above(place, level)
        return self._governing.get(at.pk) if at else None


def _square_metres(form: BaseGeometry) -> float:
    """Degrees are as wide as the middle's: a kelurahan is small."""
    return float(form.area) * METRES_A_DEGREE**2 * cos(radians(form.centroid.y))


def _build() -> Directory:
    profile = Profile.objects.get()
    return Directory(
        profile=profile,
        calendar=working_calendar(
            profile, NonWorkingDay.objects.all(), OfficePeriod.objects.order_by("first")
        ),
        jurisdictions={place.pk: place for place in Jurisdiction.objects.all()},
        units={unit.pk: unit for unit in Unit.objects.all()},
        landmarks=tuple(Landmark.objects.order_by("name")),
    )


def data_version() -> int:
    """Return the count of changes to the city's data (one statement)."""
    return Profile.objects.values_list("version", flat=True).get()


directory = Snapshot(_build, data_version)
"""`directory()` is the current city's; frozen, so never write to what it hands out."""
