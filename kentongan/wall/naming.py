"""Where the names of the larger places stand on the drawn map: clear of each other and of marks."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kentongan.face.projecting import Projection, middle, rings
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction

LETTER, LINE = 8.2, 16.0
"""The size of a letter on the map, in its units."""
REACH = 9.0
"""Half of a mark."""
ACROSS, UPDOWN = (0, -16, 16, -32, 32), (0, -13, 13, -24, 24)


class Label(NamedTuple):
    """A name and the middle of where it is written."""

    name: str
    x: float
    y: float


class Mark(NamedTuple):
    """Something drawn at a point, and how bad it would be to write across it."""

    x: float
    y: float
    weight: float


def labels(projection: Projection) -> tuple[Label, ...]:
    """Return the names of the kecamatan, each in the middle of its area."""
    found = []
    for place in directory().kecamatan:
        outer = _outline(place)
        if outer:
            found.append(Label(place.name, *projection.at(*middle(outer))))
    return tuple(found)


def _outline(place: Jurisdiction) -> list[tuple[float, float]]:
    return max(rings(place.boundary), key=len, default=[])


def nudge(names: Iterable[Label], marks: Sequence[Mark], size: float = 1.0) -> list[Label]:
    """Move each name as little as leaves it clear of marks and of the names before it.

    :param size: of the letters; where there is no room for large ones, a name is left out
    """
    placed: list[Label] = []
    for name in names:
        tries = [
            name._replace(x=name.x + dx * size, y=name.y + dy * size)
            for dy in UPDOWN
            for dx in ACROSS
        ]
        free = [one for one in tries if not _is_over(one, placed, size)]
        if free or size == 1:
            placed.append(min(free or tries, key=lambda one: _cost(one, name, marks, size)))
    return placed


def _is_over(one: Label, placed: Iterable[Label], size: float) -> bool:
    return any(
        abs(other.x - one.x) < (len(one.name) + len(other.name) + 1) * LETTER * size / 2
        and abs(other.y - one.y) < LINE * size
        for other in placed
    )


def _cost(one: Label, home: Label, marks: Iterable[Mark], size: float) -> float:
    wide, high = len(one.name) * LETTER * size / 2, LINE * size / 2
    moved = abs(one.x - home.x) / 16 + abs(one.y - home.y) / 12
    crossed = sum(
        mark.weight
        for mark in marks
        if abs(mark.x - one.x) < wide + REACH and abs(mark.y - one.y) < high + REACH
    )
    return moved / size + crossed
