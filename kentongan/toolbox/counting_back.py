"""The same arithmetic backwards: which terms are over by now, how many working days lie between.

`term(start, n) <= now` for every start before `begun_before(now, n)`, and for none from it on.
"""

from datetime import UTC, datetime, time, timedelta

from kentongan.toolbox.office_hours import WorkingCalendar
from kentongan.toolbox.working_time import LONGEST_TERM_DAYS, TermUnit

MOMENT = timedelta(microseconds=1)


def begun_before(now: datetime, amount: int, unit: TermUnit, calendar: WorkingCalendar) -> datetime:
    """Return the moment before which a term of `amount` units began that is over at `now`.

    With no amount that is `now` itself and all before it.
    """
    if amount < 1:
        return now + MOMENT
    if unit == "hours":
        return now - timedelta(hours=amount) + MOMENT
    if unit == "working_hours":
        return _hours_before(now, amount, calendar) + MOMENT
    left, day = amount, now.astimezone(calendar.zone).date()
    for _ in range(LONGEST_TERM_DAYS):
        closes = calendar.closing(day)
        if closes and closes <= now:
            left -= 1
            if not left:
                return datetime.combine(day, time(), calendar.zone).astimezone(UTC)
        day -= timedelta(days=1)
    raise ValueError(f"no {amount} working days within {LONGEST_TERM_DAYS} days before {now}")


def _hours_before(now: datetime, amount: int, calendar: WorkingCalendar) -> datetime:
    """Return the last moment from which the office was open `amount` hours until `now`."""
    left, day = timedelta(hours=amount), now.astimezone(calendar.zone).date()
    for _ in range(LONGEST_TERM_DAYS):
        opens, closes = calendar.opening(day), calendar.closing(day)
        if opens and closes and opens < now:
            worked = min(closes, now) - opens
            if worked >= left:
                return (min(closes, now) - left).astimezone(UTC)
            left -= worked
        day -= timedelta(days=1)
    raise ValueError(f"the offices were not open {amount} hours in {LONGEST_TERM_DAYS} days")


def working_days_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> int:
    """Return how many times the office closed from `start` until before `end`."""
    first, last = start.astimezone(calendar.zone).date(), end.astimezone(calendar.zone).date()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    closings = (calendar.closing(day) for day in days)
    return sum(1 for closes in closings if closes and start <= closes < end)
