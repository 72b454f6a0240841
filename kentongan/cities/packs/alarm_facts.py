"""What a pack says of alarms: when one is raised, and what it asks of whom by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Text = Mapping[str, str]
SIGNALS = (
    *("warning_severity", "gauge_siaga", "gauge_level", "incident_witnesses", "calls_waiting"),
    *("longest_wait", "cases_opened", "cases_apart", "cases_past_promise", "feed_silent"),
)
"""What can be looked at; `alarms.senses` has the same names, which a test compares."""
SIDES = ("at_least", "at_most")
PRIORITIES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class AlarmRuleFacts:
    key: str
    name: Text
    signal: str
    comparison: str
    threshold: float
    deadband: float  # how far beyond the threshold it is normal again
    on_delay: int  # seconds
    off_delay: int  # seconds
    cause: Text
    consequence: Text  # of doing nothing
    response: Text  # what the operator does
    available: int  # minutes in which acting still helps
    owner: str  # a unit
    priority: str
    point: str = ""  # which source, gauge or district; none: each
