"""What a pack says of the city's stages: what each means, what proposes it, who is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kentongan.cities.packs.alarm_facts import SIGNALS

Text = Mapping[str, str]
STAGE_SIGNALS = (*SIGNALS, "alarm_priority")
"""What a trigger can look at; `stage.looking` has the same names, which a test compares."""
RESPONSES = ("none", "assess", "monitor", "prepare", "avoid", "shelter", "evacuate", "execute")
"""What a stage asks of people, in the words of CAP 1.2 (`responseType`)."""
LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class TriggerFacts:
    signal: str
    comparison: str
    threshold: float
    least: int = 1  # so many points at once
    deadband: float = 0  # how far back before it no longer speaks for the stage
    point: str = ""  # which gauge, source or district; none: any


@dataclass(frozen=True, slots=True)
class StageFacts:
    level: int  # 1 to 5, 5 the worst
    name: Text
    means: Text  # what it says about the city, for everybody
    do: Text  # what residents should do
    response: str = "none"
    calm: int = 60  # minutes without ground before a lower one is proposed
    triggers: tuple[TriggerFacts, ...] = ()  # any of them
    units: tuple[str, ...] = ()  # who get a letter
