"""What a pack says about working time: office hours, other hours for a while, days off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OfficeHoursFacts:
    weekday: int  # 0 is Monday, as in datetime.weekday()
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class OfficePeriodFacts:
    """Other office hours from the first day to the last, both included: Ramadan."""

    first: date
    last: date
    name: Text
    office_hours: tuple[OfficeHoursFacts, ...]
    source: str


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A non-working day of the city's own; national ones are not listed in packs."""

    date: date
    name: Text
    source: str
