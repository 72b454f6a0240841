"""Terms against a calendar counted by brute force, minute by minute and day by day, both ways."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from hypothesis import given
from hypothesis import strategies as st

from kentongan.toolbox.counting_back import begun_before, working_days_between
from kentongan.toolbox.working_time import (
    OfficeDay,
    OfficePeriod,
    Stretch,
    TermUnit,
    WorkingCalendar,
    term,
)

ZONE = ZoneInfo("Asia/Jakarta")
OFFSET = timedelta(hours=7)
QUARTER = timedelta(minutes=15)
YEARS = range(2019, 2030)
CATEGORIES = ("public", "government")
NATIONAL = dict(holidays.country_holidays("ID", years=YEARS, categories=CATEGORIES).items())
USUAL = {day: OfficeDay(time(7, 30), time(16)) for day in range(4)}
OFFICE = {**USUAL, 4: OfficeDay(time(7, 30), time(16, 30))}
FASTING = {day: OfficeDay(time(8), time(15)) for day in range(5)}
PERIODS = (
    OfficePeriod(date(2024, 3, 12), date(2024, 4, 9), FASTING, "Ramadan 1445 H"),
    OfficePeriod(date(2025, 3, 1), date(2025, 3, 30), FASTING, "Ramadan 1446 H"),
    OfficePeriod(date(2026, 2, 18), date(2026, 3, 19), FASTING, "Ramadan 1447 H"),
)
CALENDAR = WorkingCalendar(ZONE, OFFICE, NATIONAL, "test", PERIODS)
FIRST, LAST = datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2027-12-31")

# On the quarter of an hour, so that a count by quarters is exact.
moments = st.integers(0, int((LAST - FIRST) / QUARTER)).map(
    lambda n: FIRST.replace(tzinfo=UTC) + n * QUARTER
)
units: st.SearchStrategy[TermUnit] = st.sampled_from(["working_days", "working_hours", "hours"])


@st.composite
def pauses_after(draw: st.DrawFn, start: datetime) -> list[Stretch]:
    """Up to three pauses, in any order, overlapping or not."""
    quarters = st.tuples(st.integers(-100, 2000), st.integers(1, 1500))
    drawn = draw(st.lists(quarters, max_size=3))
    return [(start + n * QUARTER, start + (n + long) * QUARTER) for n, long in drawn]


@cache
def open_and_shut(day: date) -> tuple[int, int] | None:
    """Minutes after midnight, written out once more and on purpose in another way."""
    if day.weekday() > 4 or day in NATIONAL:
        return None
    if any(p.first.toordinal() <= day.toordinal() <= p.last.toordinal() for p in PERIODS):
        return 8 * 60, 15 * 60
    return 7 * 60 + 30, 16 * 60 + (30 if day.weekday() == 4 else 0)


def by_quarters(start: datetime, unit: TermUnit, pauses: list[Stretch]) -> Iterator[datetime]:
    """Yield the moment at which each unit is over, stepping through time by quarters of an hour."""
    now, quarters = start, 0
    while True:
        paused = any(a <= now < b for a, b in pauses)
        local = (now + OFFSET).replace(tzinfo=None)
        hours = open_and_shut(local.date())
        minute = local.hour * 60 + local.minute
        if unit == "working_days":
            is_later = local.date() > (start + OFFSET).date()
            if hours and minute == hours[1] and is_later and not paused:
                yield now
        elif not paused and (unit == "hours" or (hours and hours[0] <= minute < hours[1])):
            quarters += 1
            if quarters % 4 == 0:
                yield now + QUARTER
        now += QUARTER


@given(st.data(), moments, units, st.integers(1, 12))
def test_a_term_ends_where_stepping_through_time_ends(
    data: st.DataObject, start: datetime, unit: TermUnit, amount: int
) -> None:
    pauses = data.draw(pauses_after(start))
    steps = by_quarters(start, unit, pauses)
    expected = [next(steps) for _ in range(amount)][-1]
    assert term(start, amount, unit, CALENDAR, pauses).due_at == expected


@given(moments, st.integers(1, 60))
def test_sixty_working_days_are_sixty_closings(start: datetime, amount: int) -> None:
    day, left = (start + OFFSET).date(), amount
    while left:
        day += timedelta(days=1)
        left -= open_and_shut(day) is not None
    closes = open_and_shut(day)
    assert closes is not None
    due = datetime.combine(day, time(), UTC) - OFFSET + timedelta(minutes=closes[1])
    assert term(start, amount, "working_days", CALENDAR).due_at == due


@given(moments, units, st.integers(1, 40))
def test_backwards_finds_the_last_start_that_is_over_by_now(
    now: datetime, unit: TermUnit, amount: int
) -> None:
    bound, tick = begun_before(now, amount, unit, CALENDAR), timedelta(microseconds=1)
    assert term(bound - tick, amount, unit, CALENDAR).due_at <= now
    assert term(bound, amount, unit, CALENDAR).due_at > now


@given(moments, units, st.integers(1, 30))
def test_there_and_back_again(start: datetime, unit: TermUnit, amount: int) -> None:
    due = term(start, amount, unit, CALENDAR).due_at
    assert start < begun_before(due, amount, unit, CALENDAR)
    assert start >= begun_before(due - timedelta(microseconds=1), amount, unit, CALENDAR)


@given(moments, st.integers(0, 3000))
def test_days_between_are_counted_by_their_closings(start: datetime, quarters: int) -> None:
    end = start + quarters * QUARTER
    steps = (start + n * QUARTER for n in range(quarters))
    local = ((step + OFFSET).replace(tzinfo=None) for step in steps)
    shut = [
        hours[1] == step.hour * 60 + step.minute
        for step in local
        if (hours := open_and_shut(step.date()))
    ]
    assert working_days_between(start, end, CALENDAR) == sum(shut)


@given(st.data(), moments, st.integers(1, 20))
def test_the_derivation_says_by_how_much_each_pause_moved_the_end(
    data: st.DataObject, start: datetime, amount: int
) -> None:
    ends = term(start, amount, "working_days", CALENDAR, data.draw(pauses_after(start)))
    lost = sum(days for _, _, days in ends.paused)
    assert term(start, amount + lost, "working_days", CALENDAR).due_at == ends.due_at


def test_ramadan_hours_end_the_day_earlier_and_are_named() -> None:
    start = datetime(2026, 2, 23, 9, tzinfo=ZONE)
    ends = term(start, 3, "working_days", CALENDAR)
    assert ends.due_at == datetime(2026, 2, 26, 15, tzinfo=ZONE)
    assert ends.period == "Ramadan 1447 H"
    assert term(start, 8, "working_hours", CALENDAR).due_at == datetime(
        2026, 2, 24, 10, tzinfo=ZONE
    )
