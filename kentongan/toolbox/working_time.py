"""Working days and hours, as arithmetic: no database, no clock.

A term in working days ends when the office closes on the n-th working day after the day it
began; a term in hours runs on the wall clock. Five working days from Friday 13 March 2026 end
on 27 March, because Nyepi, Lebaran and their joint leave (cuti bersama) lie between.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

TermUnit = Literal["working_days", "hours"]
LONGEST_TERM_DAYS = 1500


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """When the office opens and closes on one weekday, local time."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days count. `office` is keyed by weekday (0 is Monday); `days_off` by date."""

    zone: ZoneInfo
    office: Mapping[int, OfficeDay]
    days_off: Mapping[date, str] = field(default_factory=dict)
    version: str = ""

    def is_working(self, day: date) -> bool:
        """Whether the office works on that day."""
        return day.weekday() in self.office and day not in self.days_off


@dataclass(frozen=True, slots=True)
class Term:
    """A due moment (UTC) and how it came about, for a citizen to check."""

    due_at: datetime
    starts: date
    amount: int
    unit: TermUnit
    skipped: tuple[tuple[date, str], ...]
    calendar: str

    def derivation(self) -> dict[str, object]:
        """The same, as JSON that is frozen with the deadline."""
        return {
            "starts": self.starts.isoformat(),
            "amount": self.amount,
            "unit": self.unit,
            "skipped": [[day.isoformat(), name] for day, name in self.skipped],
            "calendar": self.calendar,
        }


def term(start: datetime, amount: int, unit: TermUnit, calendar: WorkingCalendar) -> Term:
    """Return when a term of `amount` units that begins at `start` (aware) ends."""
    local = start.astimezone(calendar.zone)
    if unit == "hours":
        due = start.astimezone(UTC) + timedelta(hours=amount)
        return Term(due, local.date(), amount, unit, (), calendar.version)
    day, skipped = _count_days(local.date(), amount, calendar)
    closes = datetime.combine(day, calendar.office[day.weekday()].closes, calendar.zone)
    due = closes.astimezone(UTC)
    return Term(due, local.date(), amount, unit, tuple(skipped), calendar.version)


def _count_days(
    start: date, amount: int, calendar: WorkingCalendar
) -> tuple[date, list[tuple[date, str]]]:
    """Step from `start` to the `amount`-th working day after it, noting named days passed over."""
    if amount < 1 or not calendar.office:
        raise ValueError("a term in working days needs at least one day and one office day")
    day, left, skipped = start, amount, []
    while left and (day - start).days < LONGEST_TERM_DAYS:
        day += timedelta(days=1)
        if calendar.is_working(day):
            left -= 1
        elif day in calendar.days_off:
            skipped.append((day, calendar.days_off[day]))
    if left:
        raise ValueError(f"no {amount} working days within {LONGEST_TERM_DAYS} days of {start}")
    return day, skipped
