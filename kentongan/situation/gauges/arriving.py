"""What comes down the river: when the crest that passed upstream is expected here.

Only the time that water usually takes is known, not how high it will stand: so a moment is told,
and the level upstream beside it, never a level here.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from kentongan.situation.gauges.trending import Point


class Wave(StrEnum):
    """What is known of the water upstream."""

    UNKNOWN = "unknown"
    CALM = "calm"
    RISING = "rising"
    CREST = "crest"


class Arrival(NamedTuple):
    """What comes from one gauge upstream; `at`: when the crest is here, or not before if rising."""

    wave: Wave
    at: datetime | None = None
    cm: float | None = None


def arrival(
    points: Sequence[Point], *, alert: float, way: timedelta, fall: float, at: datetime
) -> Arrival:
    """Return what is to be expected here of what was measured upstream.

    :param points: levels upstream, oldest first; none if they are stale
    :param alert: level upstream from which on it is worth telling
    :param way: how long water takes
    :param fall: cm below its highest at which the crest has passed
    """
    if not points:
        return Arrival(Wave.UNKNOWN)
    # What is older is through: look back no further than the water takes.
    under_way = [point for point in points if point.at + way >= at] or points[-1:]
    top = max(under_way, key=lambda point: (point.cm, point.at))
    if top.cm < alert:
        return Arrival(Wave.CALM)
    if top.cm - points[-1].cm > fall:
        return Arrival(Wave.CREST, top.at + way, top.cm)
    return Arrival(Wave.RISING, points[-1].at + way, top.cm)
