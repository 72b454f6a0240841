"""Matching: which way a vehicle is on, and how far along it. Pure arithmetic, one step a position.

A vehicle keeps to its way as long as its positions do, and only forward. One that is on none is put
upon the way whose road and heading fit; of several, its line's before others, then the nearest.
Without a heading nothing is guessed: on a road that a line uses both ways it would be a coin.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, radians

from kentongan.toolbox.geometry import Point, distance
from kentongan.transit.knowing import Way
from kentongan.transit.tracks import END_M, Place, turn

ON_WAY_M = 60.0
"""GPS under houses and on wide roads strays by so much."""
BACK_M = 60.0
"""How far noise may throw a standing vehicle back."""
FASTEST_MPS = 35.0
MOVED_M = 40.0
"""Less than this, from where it was last known to have moved to, says nothing of a heading."""
FITS_DEG = 60.0
AGAINST_DEG = 120.0
LOST_AFTER = 4
"""So many positions in a row off the way, and it is another."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a vehicle after a position: seconds, where, heading, and where on a way."""

    at: float
    point: Point
    heading: float | None = None
    way: Way | None = None
    along: float = 0.0
    lost: int = 0
    is_new: bool = False
    """A run begins here."""
    anchor: Point | None = None
    """From where the next heading is taken: noise between two positions would turn it about."""


def step(
    before: Standing | None,
    at: float,
    point: Point,
    heading: float | None,
    ways: Iterable[Way],
    line: str = "",
) -> Standing:
    """Return where the vehicle stands with its next position.

    :param line: the line's code, if the vehicle tells it or was on it before
    """
    headed, anchor = _headed(before, point, heading)
    if before is not None and before.way is not None:
        kept = _kept(before, before.way, at, point, headed)
        if kept is not None:
            return replace(kept, anchor=anchor)
    found = _found(point, headed, ways, line) if headed is not None else None
    if found is None:
        return Standing(at, point, headed, anchor=anchor)
    way, place = found
    return Standing(at, point, headed, way, place.along, is_new=True, anchor=anchor)


def _kept(
    before: Standing, way: Way, at: float, point: Point, heading: float | None
) -> Standing | None:
    """Go on along the way; None if the run is over or the way is lost."""
    if before.along >= way.track.length - END_M:
        return None
    reach = before.along + FASTEST_MPS * max(0.0, at - before.at) + BACK_M
    place = way.track.nearest(point, before.along - BACK_M, reach)
    if heading is not None and turn(heading, place.heading) > AGAINST_DEG:
        place = _turned(way, point, heading, (before.along - BACK_M, reach)) or place
    against = heading is not None and turn(heading, place.heading) > AGAINST_DEG
    if place.off <= ON_WAY_M and not against:
        along = max(before.along, place.along)
        return Standing(at, point, heading, way, along)
    if before.lost + 1 >= LOST_AFTER:
        return None
    return Standing(at, point, heading, way, before.along, before.lost + 1)


def _turned(way: Way, point: Point, heading: float, window: tuple[float, float]) -> Place | None:
    """Return the place on the same road after the way has turned round, if it does so here."""
    near = (p for p in way.track.places(point, ON_WAY_M) if window[0] <= p.along <= window[1])
    fitting = [place for place in near if turn(heading, place.heading) <= FITS_DEG]
    return min(fitting, key=lambda place: place.off, default=None)


def _found(
    point: Point, heading: float, ways: Iterable[Way], line: str
) -> tuple[Way, Place] | None:
    fitting = list(_fitting(point, heading, ways))
    if not fitting:
        return None
    return min(fitting, key=lambda each: (each[0].line.code != line, _cost(*each)))


def _cost(way: Way, place: Place) -> float:
    """Nearer is better; where ways share a road, the one that has just begun is likelier."""
    return place.off + place.along / max(way.track.length, 1.0) * 10


def _fitting(point: Point, heading: float, ways: Iterable[Way]) -> Iterator[tuple[Way, Place]]:
    lat, lon = ON_WAY_M / 111_000, ON_WAY_M / (111_000 * cos(radians(point.lat)))
    for way in ways:
        box = way.box
        if not (box.south - lat <= point.lat <= box.north + lat):
            continue
        if not (box.west - lon <= point.lon <= box.east + lon):
            continue
        for place in way.track.places(point, ON_WAY_M):
            ahead = way.track.length - place.along > END_M
            if ahead and turn(heading, place.heading) <= FITS_DEG:
                yield way, place


def _headed(
    before: Standing | None, point: Point, told: float | None
) -> tuple[float | None, Point]:
    """The heading and its new anchor: as told, or from the anchor on; else what it was."""
    if before is None or before.anchor is None:
        return told, point
    if distance(before.anchor, point) < MOVED_M:
        return told if told is not None else before.heading, before.anchor
    east = (point.lon - before.anchor.lon) * cos(radians(point.lat))
    derived = degrees(atan2(east, point.lat - before.anchor.lat)) % 360
    return told if told is not None else derived, point
