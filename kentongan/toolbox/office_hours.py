"""When the offices are open: by weekday, by dated period (Ramadan), and never on a day off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """When the office opens and closes on one day, local time."""

    opens: time
    closes: time


Week = Mapping[int, OfficeDay]
"""Office days by weekday, 0 is Monday; a weekday that is missing is not worked on."""


@dataclass(frozen=True, slots=True)
class OfficePeriod:
    """Other hours from the first day to the last, both included, such as those of Ramadan."""

    first: date
    last: date
    office: Week
    name: str = ""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days and hours count. `days_off` are named by date; periods do not overlap."""

    zone: ZoneInfo
    office: Week
    days_off: Mapping[date, str] = field(default_factory=dict)
    version: str = ""
    periods: tuple[OfficePeriod, ...] = ()

    def period_on(self, day: date) -> OfficePeriod | None:
        """Return the period whose hours hold on that day."""
        return next((p for p in self.periods if p.first <= day <= p.last), None)

    def hours_on(self, day: date) -> OfficeDay | None:
        """Return when the office is open on that day; None if it is not."""
        if day in self.days_off:
            return None
        period = self.period_on(day)
        return (period.office if period else self.office).get(day.weekday())

    def is_working(self, day: date) -> bool:
        """Whether the office works on that day."""
        return self.hours_on(day) is not None

    def opening(self, day: date) -> datetime | None:
        """Return the moment the office opens on that day."""
        hours = self.hours_on(day)
        return datetime.combine(day, hours.opens, self.zone) if hours else None

    def closing(self, day: date) -> datetime | None:
        """Return the moment the office closes on that day."""
        hours = self.hours_on(day)
        return datetime.combine(day, hours.closes, self.zone) if hours else None
