"""Working days and hours, as arithmetic: no database, no clock.

A term in working days ends when the office closes on the n-th working day after the day it
began; one in working hours when the office has been open that long; one in hours runs on the
wall clock. Five working days from Friday 13 March 2026 end on 27 March, because Nyepi, Lebaran
and their joint leave (cuti bersama) lie between.

A working day counts if the clock was running as the office closed. So a pause takes out the days
at whose end it lasted, and of hours exactly those it lasted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from kentongan.toolbox.office_hours import OfficeDay, OfficePeriod, WorkingCalendar
from kentongan.toolbox.stretches import Stretch, tidied, without

__all__ = ["OfficeDay", "OfficePeriod", "Stretch", "Term", "TermUnit", "WorkingCalendar", "term"]

TermUnit = Literal["working_days", "working_hours", "hours"]
LONGEST_TERM_DAYS = 1500


@dataclass(frozen=True, slots=True)
class Term:
    """A due moment (UTC) and how it came about, for a citizen to check."""

    due_at: datetime
    starts: date
    amount: int
    unit: TermUnit
    skipped: tuple[tuple[date, str], ...]
    calendar: str
    paused: tuple[tuple[datetime, datetime, int], ...] = ()
    """From, until, and how many working days of that did not count."""
    period: str = ""
    """The name of the hours that held on the last day, if not the usual ones."""

    def derivation(self) -> dict[str, object]:
        """The same, as JSON that is frozen with the deadline."""
        told: dict[str, object] = {
            "starts": self.starts.isoformat(),
            "amount": self.amount,
            "unit": self.unit,
            "skipped": [[day.isoformat(), name] for day, name in self.skipped],
            "calendar": self.calendar,
        }
        if self.paused:
            told["paused"] = [[a.isoformat(), b.isoformat(), days] for a, b, days in self.paused]
        return told | ({"period": self.period} if self.period else {})


def term(
    start: datetime,
    amount: int,
    unit: TermUnit,
    calendar: WorkingCalendar,
    pauses: Sequence[Stretch] = (),
) -> Term:
    """Return when a term of `amount` units that begins at `start` (aware) ends.

    :param pauses: while these last, the clock stands still
    :raises ValueError: if the calendar holds too few working days
    """
    still = tidied(pauses, start)
    if amount < 1 or (unit != "hours" and not calendar.office):
        raise ValueError(
            "a term has a length, and one in working time needs at least one office day"
        )
    if unit == "hours":
        due = _run(iter([(start, datetime.max.replace(tzinfo=UTC))]), amount, still)
    elif unit == "working_hours":
        due = _run(_open_hours(start, calendar), amount, still)
    else:
        due = _last_closing(start, amount, calendar, still)
    return _told(start, due, amount, unit, calendar, still)


def _last_closing(
    start: datetime, amount: int, calendar: WorkingCalendar, still: Sequence[Stretch]
) -> datetime:
    left, day = amount, start.astimezone(calendar.zone).date()
    for _ in range(LONGEST_TERM_DAYS):
        day += timedelta(days=1)
        closes = calendar.closing(day)
        if closes and not _stands(closes, still):
            left -= 1
            if not left:
                return closes
    raise ValueError(f"no {amount} working days within {LONGEST_TERM_DAYS} days of {start}")


def _run(running: Iterator[Stretch], amount: int, still: Sequence[Stretch]) -> datetime:
    """Return the moment at which `amount` hours of the stretches have gone by."""
    left = timedelta(hours=amount)
    for whole in running:
        for begins, ends in without(whole, still):
            if ends - begins >= left:
                return begins + left
            left -= ends - begins
    raise ValueError(f"the offices are not open {amount} hours in {LONGEST_TERM_DAYS} days")


def _open_hours(start: datetime, calendar: WorkingCalendar) -> Iterator[Stretch]:
    first = start.astimezone(calendar.zone).date()
    for number in range(LONGEST_TERM_DAYS):
        day = first + timedelta(days=number)
        opens, closes = calendar.opening(day), calendar.closing(day)
        if opens and closes and closes > start:
            yield max(opens, start), closes


def _stands(moment: datetime, still: Sequence[Stretch]) -> bool:
    return any(begins <= moment < ends for begins, ends in still)


def _told(
    start: datetime,
    due: datetime,
    amount: int,
    unit: TermUnit,
    calendar: WorkingCalendar,
    still: Sequence[Stretch],
) -> Term:
    first, last = start.astimezone(calendar.zone).date(), due.astimezone(calendar.zone).date()
    in_office = unit != "hours"
    passed = range(1, (last - first).days + 1) if in_office else ()
    days = [first + timedelta(days=n) for n in passed]
    closings = [closes for day in days if (closes := calendar.closing(day))]
    period = calendar.period_on(last) if in_office else None
    return Term(
        due_at=due.astimezone(UTC),
        starts=first,
        amount=amount,
        unit=unit,
        skipped=tuple((day, calendar.days_off[day]) for day in days if day in calendar.days_off),
        calendar=calendar.version,
        paused=tuple((a, b, sum(a <= c < b for c in closings)) for a, b in still if a < due),
        period=period.name if period else "",
    )
