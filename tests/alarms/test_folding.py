"""Delays, deadband and states as arithmetic; Hypothesis walks through them at random."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kentongan.alarms.folding import (
    BACK,
    HIDDEN,
    OPEN,
    STEPS,
    Comparison,
    Impossible,
    Kind,
    Looking,
    Setting,
    State,
    after,
    begin,
    look,
)

START = datetime(2026, 3, 13, tzinfo=UTC)
ON, OFF = timedelta(seconds=20), timedelta(seconds=30)
HIGH = Setting(Comparison.AT_LEAST, 100.0, 10.0, ON, OFF)
LOW = Setting(Comparison.AT_MOST, 2.0, 1.0, timedelta(), timedelta())


def seen(*values: float | None, setting: Setting = HIGH, every: int = 10) -> list[bool]:
    """Whether it counted as abnormal after each look."""
    looking, told = Looking(), []
    for number, value in enumerate(values):
        at = START + timedelta(seconds=number * every)
        looking = look(looking, value, setting, at=at)
        told.append(looking.is_standing)
    return told


def test_it_counts_once_it_has_lasted() -> None:
    assert seen(100, 100, 100) == [False, False, True]
    assert seen(100, 99, 100, 100, 100) == [False, False, False, False, True]


def test_it_ends_once_it_has_been_normal_by_more_than_the_deadband() -> None:
    up = (100, 100, 100)
    assert seen(*up, 90, 90, 90, 90, 90)[3:] == [True] * 5
    assert seen(*up, 89, 89, 89, 89)[3:] == [True, True, True, False]
    assert seen(*up, 89, 95, 89, 89, 89, 89)[3:] == [True] * 5 + [False]


def test_what_nobody_can_say_keeps_the_side_and_begins_the_delay_anew() -> None:
    assert seen(100, 100, None, 100, 100, 100) == [False] * 5 + [True]
    assert seen(100, 100, 100, None, None, None, None)[3:] == [True] * 4
    assert seen(100, 100, 100, 0, 0, None, 0, 0, 0, 0)[3:] == [True] * 6 + [False]


def test_what_is_worse_when_it_is_less_is_looked_at_from_the_other_side() -> None:
    assert seen(4, 2, 3, 4, setting=LOW) == [False, True, True, False]


def test_no_step_leads_out_of_what_is_over_and_every_open_state_has_a_way_there() -> None:
    for kind in Kind:
        with pytest.raises(Impossible):
            after(State.CLEARED, kind, is_standing=True)
    for state in OPEN:
        assert after(state, Kind.WITHDRAWN, is_standing=True) == State.CLEARED


class Walk(RuleBasedStateMachine):
    """A number that moves, an operator who acts, and what was kept of both."""

    def __init__(self) -> None:
        super().__init__()
        self.at, self.looking = START, Looking()
        self.said: list[tuple[datetime, float | None]] = []
        self.state: State | None = None
        self.raised = 0

    @rule(value=st.sampled_from([0.0, 89.0, 90.0, 95.0, 100.0, 130.0, None]), s=st.integers(1, 40))
    def look(self, value: float | None, s: int) -> None:
        self.at += timedelta(seconds=s)
        self.said.append((self.at, value))
        before = self.looking
        self.looking = look(before, value, HIGH, at=self.at)
        if self.looking.is_standing == before.is_standing:
            return
        assert value is not None
        assert self._has_lasted(is_beyond=self.looking.is_standing)
        self._turn(Kind.RAISED if self.looking.is_standing else Kind.RETURNED)

    def _turn(self, kind: Kind) -> None:
        if self.state is None:
            self.state = begin(Kind.RAISED)
            self.raised += 1
        else:
            self._take(kind)

    def _has_lasted(self, *, is_beyond: bool) -> bool:
        """Whether every look of the last delay was on the other side, and reached so far back."""
        fits = HIGH.is_beyond if is_beyond else HIGH.is_back
        delay, run = (ON if is_beyond else OFF), self.at
        for at, value in reversed(self.said):
            if value is None or not fits(value):
                break
            run = at
        return self.at - run >= delay

    def _take(self, kind: Kind) -> None:
        assert self.state is not None
        self.state = after(self.state, kind, is_standing=self.looking.is_standing)
        self.state = None if self.state == State.CLEARED else self.state

    @precondition(lambda self: self.state in (State.ACTIVE, State.RETURNED))
    @rule()
    def acknowledge(self) -> None:
        self._take(Kind.ACKNOWLEDGED)

    @precondition(lambda self: self.state is not None and self.state not in HIDDEN)
    @rule()
    def shelve(self) -> None:
        self._take(Kind.SHELVED)

    @precondition(lambda self: self.state == State.SHELVED)
    @rule()
    def shelf_ends(self) -> None:
        self._take(Kind.UNSHELVED)
        assert self.state == (State.ACTIVE if self.looking.is_standing else None)

    @rule(kind=st.sampled_from(list(Kind)))
    def nonsense_changes_nothing(self, kind: Kind) -> None:
        if self.state is None or (self.state, kind) in {*STEPS, *BACK}:
            return
        with pytest.raises(Impossible):
            after(self.state, kind, is_standing=self.looking.is_standing)

    @invariant()
    def what_stands_is_never_without_an_alarm(self) -> None:
        if self.looking.is_standing:
            assert self.state is not None

    @invariant()
    def what_waits_for_somebody_says_whether_it_is_still_so(self) -> None:
        if self.state in (State.ACTIVE, State.ACKNOWLEDGED):
            assert self.looking.is_standing
        if self.state == State.RETURNED:
            assert not self.looking.is_standing


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
