"""Small parts of what a pack says of its city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kentongan.cities.packs.service_facts import Text


@dataclass(frozen=True, slots=True)
class EmergencyNumberFacts:
    name: Text
    number: str


@dataclass(frozen=True, slots=True)
class PopulationFacts:
    value: int
    as_of: date
    source: str
