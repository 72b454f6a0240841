"""Public cases in a box of the map: as points at street size, else counted by H3 cell.

Raw SQL, because the index is on `point(lon, lat)` and a parent cell is arithmetic on bits: set
the resolution, fill the finer digits with sevens
(https://h3geo.org/docs/core-library/h3Indexing). One statement either way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db import connection

from kentongan.casework.indexes import WITHIN_BOX
from kentongan.toolbox.geometry import CELL_RESOLUTION, Box

SHOWN_AFTER_CLOSING = timedelta(days=30)
MOST_POINTS = 500
MOST_CLUSTERS = 800
_RESOLUTION_BITS = 52
_DIGIT_BITS = 3
_FINEST = 15

State = Literal["", "open", "late", "closed"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks at: a box, and perhaps one service type (its id) or one state."""

    box: Box
    at: datetime
    service_type: int | None = None
    state: State = ""


@dataclass(frozen=True, slots=True)
class PublicPoint:
    """One public case where the public may see it."""

    lon: float
    lat: float
    reference: str
    service_type_id: int
    jurisdiction_id: int
    words: str
    due_at: datetime
    stage: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """How many public cases one H3 cell holds, and the mean of their places."""

    lon: float
    lat: float
    count: int
    late: int


def points(asked: Asked, most: int = MOST_POINTS) -> Iterator[PublicPoint]:
    """Yield at most `most` cases, newest first."""
    where, given = _conditions(asked)
    sql = f"""
        SELECT public_lon, public_lat, reference, service_type_id, jurisdiction_id,
               left(public_words, 140), due_at, stage, outcome
        FROM casework_case WHERE {where} ORDER BY opened_at DESC LIMIT %s"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, most])
        for row in cursor.fetchall():
            yield PublicPoint(*row)


def clusters(asked: Asked, resolution: int) -> Iterator[Cluster]:
    """Yield the H3 cells of a resolution (0 to 9) that hold any."""
    where, given = _conditions(asked)
    keep, fill = parent_masks(resolution)
    sql = f"""
        SELECT avg(public_lon), avg(public_lat), count(*),
               count(*) FILTER (WHERE closed_at IS NULL AND due_at < %s)
        FROM casework_case WHERE {where}
        GROUP BY (public_cell & %s::bigint) | %s::bigint
        ORDER BY count(*) DESC LIMIT %s"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked.at, *given, keep, fill, MOST_CLUSTERS])
        for row in cursor.fetchall():
            yield Cluster(*row)


def parent_masks(resolution: int) -> tuple[int, int]:
    """Return what to AND and what to OR a cell with, to get its parent at a resolution.

    :raises ValueError: for a resolution finer than the cells we keep
    """
    if not 0 <= resolution <= CELL_RESOLUTION:
        raise ValueError(f"cells are kept at resolution {CELL_RESOLUTION}, not {resolution}")
    keep = ((1 << 63) - 1) & ~(0xF << _RESOLUTION_BITS)
    fill = (resolution << _RESOLUTION_BITS) | ((1 << _DIGIT_BITS * (_FINEST - resolution)) - 1)
    return keep, fill


def _conditions(asked: Asked) -> tuple[str, list[Any]]:
    box = asked.box
    where = ["is_public", WITHIN_BOX, "outcome <> 'joined'"]  # its voices stand elsewhere
    given: list[Any] = [box.west, box.south, box.east, box.north]
    if asked.service_type is not None:
        where.append("service_type_id = %s")
        given.append(asked.service_type)
    state, more = _state(asked)
    return " AND ".join([*where, state]), [*given, *more]


def _state(asked: Asked) -> tuple[str, list[Any]]:
    recently = asked.at - SHOWN_AFTER_CLOSING
    if asked.state == "open":
        return "closed_at IS NULL", []
    if asked.state == "late":
        return "closed_at IS NULL AND due_at < %s", [asked.at]
    if asked.state == "closed":
        return "closed_at > %s", [recently]
    return "(closed_at IS NULL OR closed_at > %s)", [recently]
