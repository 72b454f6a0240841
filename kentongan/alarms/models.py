"""The room's models in one place."""

from kentongan.alarms.alarm import Alarm, AlarmStep, State
from kentongan.alarms.rules import AlarmRule, Priority, Side
from kentongan.alarms.watch import Suppression, WatchedPoint, Watchkeeping

__all__ = [
    "Alarm",
    "AlarmRule",
    "AlarmStep",
    "Priority",
    "Side",
    "State",
    "Suppression",
    "WatchedPoint",
    "Watchkeeping",
]
