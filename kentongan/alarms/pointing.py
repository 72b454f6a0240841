"""What the points that signals look at are called."""

from collections.abc import Iterable, Mapping

from kentongan.alarms.alarm import Alarm
from kentongan.alarms.senses import SENSES

Points = Mapping[str, Mapping[str, str]]
"""Names of points by their key, by signal."""


def points_of(signals: Iterable[str]) -> Points:
    """Return the names of the points of these signals (one statement each at most)."""
    return {name: SENSES[name].points() for name in sorted(set(signals)) if name in SENSES}


def place_of(alarm: Alarm, points: Points) -> str:
    """Return the name of what an alarm is about; its key where it is there no more."""
    return points.get(alarm.rule.signal, {}).get(alarm.point, alarm.point)
