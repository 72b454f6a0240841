"""Sifting what vehicles tell: what cannot be is set aside with its reason. Pure arithmetic."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kentongan.toolbox.geometry import Box, Point, distance, is_on_earth
from kentongan.transit.positions import WhyAside

AHEAD = timedelta(seconds=30)
"""A vehicle's clock may be so much before ours."""
OLDEST = timedelta(hours=1)
"""What was kept through a dead signal is worth having for so long."""
AROUND_DEG = 0.1
"""Around the city and its lines, about 11 km."""
FASTEST_MPS = 45.0
JUMP_M = 500.0


@dataclass(frozen=True, slots=True)
class Told:
    """A position as it was told. `line` is the route_id, if the vehicle knows it."""

    vehicle: str
    at: datetime
    point: Point
    heading: float | None = None
    line: str = ""


def fault(told: Told, *, around: Box, at: datetime) -> WhyAside | None:
    """Return what is wrong with a position by itself, received at that moment."""
    # A NUL or half a character is no text that can be looked for.
    if not is_on_earth(told.point) or not (told.vehicle + told.line).isprintable():
        return WhyAside.MALFORMED
    if told.at > at + AHEAD:
        return WhyAside.FUTURE
    if told.at < at - OLDEST:
        return WhyAside.ANCIENT
    lat, lon = told.point
    inside = around.south <= lat <= around.north and around.west <= lon <= around.east
    return None if inside else WhyAside.OUTSIDE


def jumps(before: Point, before_at: datetime, told: Told) -> bool:
    """Whether it is farther from the last position than anything drives in that time."""
    metres = distance(before, told.point)
    seconds = (told.at - before_at).total_seconds()
    return metres > JUMP_M and metres > FASTEST_MPS * seconds


def widened(box: Box) -> Box:
    """Return a rectangle with what lies around it."""
    west, south, east, north = box
    return Box(west - AROUND_DEG, south - AROUND_DEG, east + AROUND_DEG, north + AROUND_DEG)
