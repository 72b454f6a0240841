"""What is open and what is late, by every cut, in one statement over the open cases alone.

Its cost follows the work in hand, never the history: a partial index holds the open cases.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kentongan.catalogue.shelf import shelf

STATEMENT = """
    SELECT is_oversight, kecamatan_id, jurisdiction_id, unit_id, service_type_id,
           count(*), count(*) FILTER (WHERE due_at < %s)
    FROM casework_case
    WHERE closed_at IS NULL
    GROUP BY is_oversight,
             GROUPING SETS ((kecamatan_id), (jurisdiction_id), (unit_id), (service_type_id))
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are open, and how many of those are past their promise."""

    open: int = 0
    late: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.open + other.open, self.late + other.late)


NONE = Tally()
Tallies = Mapping[int, Tally]


@dataclass(frozen=True, slots=True)
class OpenWork:
    """The open cases by kecamatan, kelurahan, unit, service type and service group (by id)."""

    kecamatan: Tallies
    kelurahan: Tallies
    units: Tallies
    types: Tallies
    groups: Tallies
    overseen: Tally
    """Matters of oversight: counted in the city's totals alone, as the journal tells of them."""

    @property
    def city(self) -> Tally:
        """All of them."""
        return sum(self.kecamatan.values(), self.overseen)


def open_work(at: datetime) -> OpenWork:
    """Count the open cases (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [at])
        return of_rows(cursor.fetchall())


def of_rows(rows: Iterable[tuple[Any, ...]]) -> OpenWork:
    """Sort what the statement counted; each row has one key, the others are empty."""
    cuts: tuple[dict[int, Tally], ...] = ({}, {}, {}, {})
    overseen = NONE
    for is_oversight, *keys, count, late in rows:
        which = next(number for number, key in enumerate(keys) if key is not None)
        if not is_oversight:
            cuts[which][keys[which]] = Tally(count, late)
        elif which == 0:
            overseen += Tally(count, late)
    kecamatan, kelurahan, units, types = cuts
    return OpenWork(kecamatan, kelurahan, units, types, _by_group(types), overseen)


def _by_group(types: Tallies) -> Tallies:
    kinds, groups = shelf().types, dict[int, Tally]()
    for key, tally in types.items():
        group = kinds[key].group_id
        groups[group] = groups.get(group, NONE) + tally
    return groups
