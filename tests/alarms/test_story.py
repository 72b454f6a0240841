"""An alarm from the first high water to the end: who took it, what was known, what was shelved."""

import pytest

from kentongan.alarms.answering import (
    NoEnd,
    NotOnWatch,
    TakenAlready,
    YoursAlready,
    acknowledge,
    assign,
    shelve,
    unshelve,
)
from kentongan.alarms.drilling import begin_drill, drills_at, end_drill
from kentongan.alarms.holding import NoSuchAlarm, NotPossible, ReasonMissing
from kentongan.alarms.models import Alarm, AlarmStep, State, WatchedPoint
from kentongan.alarms.past import alarms_at
from kentongan.alarms.setting import NoSuchRule, set_rule, withdraw_rule
from kentongan.alarms.tile import tile
from kentongan.alarms.watching import keep_watch
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from tests.alarms.watched import admin, after, kinds, levels, only, rounds, rule, wanted
from tests.casework.test_story import user

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def alice() -> User:
    return user("alice", Role.OPERATOR, "setda")


@pytest.fixture
def charlie() -> User:
    return user("charlie", Role.OFFICER, "pupr")


def told() -> list[str]:
    return list(Entry.objects.filter(about="alarm").order_by("id").values_list("kind", flat=True))


def test_an_alarm_goes_from_high_water_to_the_end_and_every_step_is_kept(alice: User) -> None:
    with levels() as water:
        rule()
        water.now["angke"] = 120
        rounds(0, 15)
        assert not Alarm.objects.exists()  # not yet for twenty seconds
        rounds(20, 20)
        alarm = only()
        assert (alarm.state, alarm.raised_at, alarm.due_at) == (State.ACTIVE, after(20), after(920))
        acknowledge(alarm, by=alice, at=after(60))
        water.now["angke"] = 95  # below the threshold, within the deadband
        rounds(65, 200, 15)
        assert only().state == State.ACKNOWLEDGED
        water.now["angke"] = 80
        rounds(205, 235)
        assert (only().state, only().closed_at) == (State.CLEARED, after(235))
    assert kinds(alarm) == ["raised", "acknowledged", "returned"]
    assert told() == ["alarm.raised", "alarm.acknowledged", "alarm.returned"]


def test_what_returns_by_itself_still_waits_for_somebody_to_have_seen_it(alice: User) -> None:
    with levels() as water:
        rule(on_delay_s=0, off_delay_s=0)
        water.now["angke"] = 120
        rounds(0, 0)
        water.now["angke"] = 0
        rounds(5, 5)
        assert only().state == State.RETURNED
        water.now["angke"] = 130
        rounds(10, 10)
        assert (only().state, only().due_at) == (State.ACTIVE, after(10 + 900))
        water.now["angke"] = 0
        rounds(15, 15)
        acknowledge(only(), by=alice, at=after(20))
        assert only().state == State.CLEARED
        with pytest.raises(NotPossible):
            acknowledge(only(), by=alice, at=after(21))


def test_nobody_takes_what_another_has_and_charlie_sees_none(alice: User, charlie: User) -> None:
    with levels() as water:
        rule(on_delay_s=0)
        water.now["angke"] = 120
        rounds(0, 0)
    with pytest.raises(NoSuchAlarm):
        acknowledge(only(), by=charlie, at=after(1))
    with pytest.raises(NotOnWatch):
        assign(only(), charlie, by=alice, at=after(1))
    assign(only(), alice, by=admin(), at=after(1))
    assert only().state == State.ACTIVE
    acknowledge(only(), by=alice, at=after(2))
    with pytest.raises(TakenAlready):
        acknowledge(only(), by=admin(), at=after(3))
    with pytest.raises(YoursAlready):
        acknowledge(only(), by=alice, at=after(3))
    assert only().assigned_to == alice


def test_what_nobody_can_say_neither_raises_nor_clears(alice: User) -> None:
    with levels() as water:
        rule()
        water.now["angke"] = None
        rounds(0, 100, 20)
        assert not Alarm.objects.exists()
        water.now["angke"] = 120
        rounds(105, 125)
        water.now["angke"] = None
        rounds(130, 300, 10)
        assert (only().state, only().is_stale, only().is_standing) == (State.ACTIVE, True, True)
        assert tile(after(300)).stale == 1
        water.now["angke"] = 10
        rounds(305, 335)
        assert (only().state, only().is_stale) == (State.RETURNED, False)
    assert kinds(only()) == ["raised", "stale", "heard", "returned"]


def test_a_shelf_needs_a_reason_and_an_end_and_gives_back_by_itself(alice: User) -> None:
    with levels() as water:
        rule(on_delay_s=0, off_delay_s=0)
        water.now["angke"] = 120
        rounds(0, 0)
        for until in (None, after(0), after(1 + 86_401)):
            with pytest.raises(NoEnd):
                shelve(only(), "Sensor is being cleaned", until, by=alice, at=after(1))
        with pytest.raises(ReasonMissing):
            shelve(only(), "  ", after(60), by=alice, at=after(1))
        shelve(only(), "Sensor is being cleaned", after(60), by=alice, at=after(1))
        with pytest.raises(NotPossible):
            acknowledge(only(), by=alice, at=after(2))
        for value, at in ((0, 5), (120, 10), (0, 15), (120, 20)):
            water.now["angke"] = value
            rounds(at, at)
        assert (only().state, only().until) == (State.SHELVED, after(60))
        rounds(55, 60)
        assert (only().state, only().until, only().due_at) == (State.ACTIVE, None, after(960))
        shelve(only(), "Again", after(200), by=alice, at=after(61))
        water.now["angke"] = 0
        rounds(70, 70)
        unshelve(only(), by=alice, at=after(75))
        assert only().state == State.CLEARED


def test_a_drill_holds_back_what_is_raised_meanwhile_and_gives_back_what_is_true(
    alice: User,
) -> None:
    with levels() as water:
        rule(on_delay_s=0, off_delay_s=0)
        with pytest.raises(NoSuchRule):
            begin_drill("Flood drill", after(600), by=alice, at=after(0))
        drill = begin_drill("Flood drill", after(600), by=admin(), at=after(0))
        water.now |= {"angke": 120, "ledug": 120}
        rounds(5, 5)
        assert set(Alarm.objects.values_list("state", flat=True)) == {State.SUPPRESSED}
        shown = tile(after(6))
        assert (shown.suppressed, shown.raised, sum(dict(shown.active).values())) == (2, 0, 0)
        assert drills_at(after(6)) == [drill]
        water.now["ledug"] = 0
        rounds(10, 10)
        end_drill(drill, by=admin(), at=after(11))
        rounds(15, 15)
        states = dict(Alarm.objects.values_list("point", "state"))
        assert states == {"angke": State.ACTIVE, "ledug": State.CLEARED}
        assert drills_at(after(6)) == [drill]
        assert drills_at(after(12)) == []


def test_every_past_moment_is_asked_as_it_was_known_then(alice: User) -> None:
    with levels() as water:
        rule(on_delay_s=0, off_delay_s=0)
        water.now["angke"] = 120
        rounds(0, 0)
        acknowledge(only(), by=alice, at=after(100))
        shelve(only(), "Known", after(300), by=alice, at=after(200))
        water.now["angke"] = 0
        rounds(250, 300, 50)
    then = {at: [step.state for step in alarms_at(after(at))] for at in (-1, 0, 150, 299, 300)}
    assert then == {
        -1: [],
        0: [State.ACTIVE],
        150: [State.ACKNOWLEDGED],
        299: [State.SHELVED],
        300: [],
    }
    before = tile(after(50))
    assert dict(before.unanswered) == {"high": 1, "medium": 0, "low": 0}
    assert before.oldest is not None
    assert before.oldest.alarm == only()
    assert before.is_fresh
    assert not tile(after(240)).is_fresh
    assert tile(after(240)).shelved == 1
    assert not tile(after(-10)).is_fresh


def test_a_round_that_is_killed_leaves_nothing_and_one_gone_twice_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with levels() as water:
        rule(on_delay_s=0)
        water.now["angke"] = 120
        with monkeypatch.context() as dying:
            dying.setattr(AlarmStep.objects, "bulk_create", _die)
            with pytest.raises(KeyboardInterrupt):
                keep_watch(at=after(0))
        assert not Alarm.objects.exists()
        assert not WatchedPoint.objects.exists()
        rounds(5, 5)
        rounds(5, 5)
        assert kinds(only()) == ["raised"]


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_rule_taken_out_of_service_takes_its_alarms_along(alice: User) -> None:
    with levels() as water:
        first = rule(on_delay_s=0)
        water.now["angke"] = 120
        rounds(0, 0)
        with pytest.raises(NoSuchRule):
            withdraw_rule(first.key, "Rebuilt", by=alice, at=after(1))
        withdraw_rule(first.key, "Gauge was taken down", by=admin(), at=after(1))
        assert only().state == State.CLEARED
        rounds(5, 5)
        assert Alarm.objects.count() == 1
        set_rule(first.key, wanted(on_delay_s=0), "Back again", by=admin(), at=after(6))
        rounds(10, 10)
        assert Alarm.objects.count() == 2
        del water.now["angke"]
        rounds(15, 15)
        assert not Alarm.objects.filter(closed_at=None).exists()


def test_a_round_takes_the_same_number_of_statements_for_one_alarm_and_for_fifty() -> None:
    from tests.statements import statements

    def count(points: int, at: float) -> int:
        water.now = {f"p{n}": 120.0 for n in range(points)}
        with statements() as seen:
            keep_watch(at=after(at))
        return len(seen)

    with levels() as water:
        rule(on_delay_s=0)
        count(1, 0)
        assert count(2, 5) == count(50, 10)
