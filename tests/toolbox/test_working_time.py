"""Working days against an independent count, and the published example."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.toolbox.working_time import OfficeDay, WorkingCalendar, term

ZONE = ZoneInfo("Asia/Jakarta")
OFFICE = {day: OfficeDay(time(7, 30), time(16)) for day in range(5)}
BOTH = dict(
    holidays.country_holidays(
        "ID", years=range(2020, 2029), categories=("public", "government")
    ).items()
)
PUBLIC_ONLY = dict(holidays.country_holidays("ID", years=range(2020, 2029)).items())
CALENDAR = WorkingCalendar(ZONE, OFFICE, BOTH, "test")
FRIDAY = datetime(2026, 3, 13, 9, tzinfo=ZONE)
FIRST = datetime.fromisoformat("2020-01-01")
LAST = datetime.fromisoformat("2027-06-01")


def test_five_working_days_over_lebaran_end_two_weeks_later() -> None:
    assert term(FRIDAY, 5, "working_days", CALENDAR).due_at == datetime(
        2026, 3, 27, 16, tzinfo=ZONE
    )


def test_without_joint_leave_the_same_term_would_end_too_early() -> None:
    calendar = WorkingCalendar(ZONE, OFFICE, PUBLIC_ONLY)
    assert term(FRIDAY, 5, "working_days", calendar).due_at.astimezone(ZONE).date() == date(
        2026, 3, 23
    )


def test_the_derivation_names_the_days_passed_over() -> None:
    ends = term(FRIDAY, 5, "working_days", CALENDAR)
    assert [day for day, _ in ends.skipped] == [date(2026, 3, day) for day in range(18, 25)]
    assert ends.derivation()["amount"] == 5


def test_hours_run_on_the_wall_clock() -> None:
    saturday = datetime(2026, 3, 21, 23, tzinfo=ZONE)
    assert term(saturday, 24, "hours", CALENDAR).due_at == saturday + timedelta(hours=24)


def test_a_city_without_office_days_cannot_promise_any() -> None:
    with pytest.raises(ValueError, match="at least one office day"):
        term(FRIDAY, 1, "working_days", WorkingCalendar(ZONE, {}))


@given(
    start=st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    amount=st.integers(1, 60),
)
def test_a_term_ends_on_the_day_an_independent_count_finds(start: datetime, amount: int) -> None:
    first = start.astimezone(ZONE).date()
    days = (first + timedelta(days=n) for n in range(1, 400))
    working = [day for day in days if day.weekday() < 5 and day not in BOTH]
    due = term(start, amount, "working_days", CALENDAR).due_at.astimezone(ZONE)
    assert (due.date(), due.time()) == (working[amount - 1], time(16))
