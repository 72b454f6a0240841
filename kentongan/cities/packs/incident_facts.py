"""What a pack says of the kinds of event that many tell of at once, and what is then to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StepFacts:
    code: str
    text: Text
    owner: Text  # whoever does it, in words


@dataclass(frozen=True, slots=True)
class IncidentKindFacts:
    code: str
    name: Text
    types: tuple[str, ...]  # codes of service types
    radius: int  # metres between two reports of one event
    window: int  # minutes in which the least number has to come
    least: int  # reports that make an incident
    quiet: int  # minutes after its last report, until it takes no more by itself
    steps: tuple[StepFacts, ...] = ()
