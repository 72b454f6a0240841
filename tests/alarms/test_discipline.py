"""The room's own discipline: floods, chatter, what stood too long, how soon somebody came."""

from datetime import timedelta

import pytest

from kentongan.alarms import turning
from kentongan.alarms.answering import acknowledge
from kentongan.alarms.discipline import Announced, chattering, frequent, quantile, windows
from kentongan.alarms.models import Alarm
from kentongan.alarms.tile import tile
from kentongan.alarms.weighing import weigh
from kentongan.incidents.models import Duty, Shift
from kentongan.people.models import Role
from tests.alarms.watched import after, levels, rounds, rule
from tests.casework.test_story import user
from tests.conftest import moment

NINE = moment("2026-03-13 09:00")


def told(*seconds: float, key: str = "air") -> list[Announced]:
    return [Announced(NINE + timedelta(seconds=each), key, "") for each in seconds]


def test_three_times_within_a_minute_is_chatter_and_twice_is_not() -> None:
    assert chattering(told(0, 30, 90, 120)) == {}
    assert chattering(told(0, 30, 60)) == {("air", ""): 3}
    assert chattering(told(0, 30, 60, 70, 500)) == {("air", ""): 4}


def test_a_flood_is_more_than_ten_per_operator_in_ten_minutes() -> None:
    calls = told(*range(0, 110, 10)) + told(700)
    hour = NINE + timedelta(hours=1)

    def flooded(operators: int) -> list[bool]:
        found = windows(calls, NINE, hour, lambda _: operators, lambda _: True)
        return [window.is_flood for window in found]

    assert flooded(1) == [True, False, False, False, False, False]
    assert flooded(2) == [False] * 6


def test_windows_in_which_nobody_looked_are_unknown_not_quiet() -> None:
    hour = NINE + timedelta(hours=1)
    found = windows(told(5), NINE, hour, lambda _: 1, lambda at: at >= NINE + timedelta(minutes=40))
    assert [window.times for window in found] == [1, 0, 0]


def test_the_most_frequent_come_first_and_waits_are_ranked() -> None:
    assert frequent(told(1, 2) + told(3, key="hujan")) == [("air", 2), ("hujan", 1)]
    waits = [timedelta(seconds=each) for each in range(1, 101)]
    assert (quantile(waits, 0.5), quantile(waits, 0.95)) == (waits[49], waits[94])
    assert quantile([], 0.5) is None


@pytest.mark.usefixtures("city")
def test_a_week_is_weighed_out_of_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turning, "FLOOD", 100)  # nobody has to wait: what came is weighed
    alice = user("alice", Role.OPERATOR, "setda")
    with levels() as water:
        rule(on_delay_s=0, off_delay_s=0)
        water.now = {f"p{number}": 120.0 for number in range(12)}
        rounds(0, 30)
        first = tile(after(10))
        assert (first.raised, first.operators, first.is_flood) == (12, 1, True)
        water.now = {"p0": 120.0} | {f"p{number}": 0.0 for number in range(1, 12)}
        rounds(35, 35)
        for alarm in Alarm.objects.filter(closed_at=None).order_by("pk"):
            acknowledge(alarm, by=alice, at=after(120))
        rounds(86_400 * 2, 86_400 * 2)
        found = weigh(after(-3600), after(86_400 * 2))
    assert (len(found.announced), found.priorities()) == (12, {"high": 12})
    assert len(found.floods) == 1
    assert [alarm.point for alarm in found.stale] == ["p0"]
    assert found.wait(0.5) == timedelta(seconds=120)
    assert (found.in_time, len(found.waits)) == (12, 12)
    assert len(found.windows) == 1
    assert found.all_windows == 2 * 144 + 6


@pytest.mark.usefixtures("city")
def test_alarms_are_counted_against_those_on_duty() -> None:
    shift = Shift.objects.create(since=after(0))
    for name in ("ani", "budi"):
        Duty.objects.create(shift=shift, user=user(name, Role.OPERATOR, "setda"), since=after(0))
    with levels() as water:
        rule(on_delay_s=0)
        water.now = {f"p{number}": 120.0 for number in range(12)}
        rounds(10, 10)
    assert (tile(after(20)).operators, tile(after(20)).is_flood) == (2, False)
    assert (tile(after(-5)).operators, tile(after(-5)).on_duty) == (1, 0)
