"""What a round makes of what it saw: which alarms move, and how. It writes nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from kentongan.alarms.alarm import Alarm, State
from kentongan.alarms.folding import Kind, Looking, look
from kentongan.alarms.rules import AlarmRule
from kentongan.alarms.senses import Reading
from kentongan.alarms.sensing import Sensed
from kentongan.alarms.stepping import Move
from kentongan.alarms.turning import Turns
from kentongan.alarms.watch import Suppression, WatchedPoint

Key = tuple[str, str]


class Glance(NamedTuple):
    """One look of one rule at one point; `value` None where nobody can say."""

    rule: AlarmRule
    point: str
    value: float | None
    seen_at: datetime | None
    evidence: str
    looking: Looking

    @property
    def is_standing(self) -> bool:
        """Whether it counts as abnormal."""
        return self.looking.is_standing

    @property
    def key(self) -> Key:
        """By what alarms and the watch's rows know it."""
        return self.rule.key, self.point


def looked_at(
    rules: Iterable[AlarmRule], sensed: Sensed, before: Mapping[Key, WatchedPoint], *, at: datetime
) -> list[Glance]:
    """Return one glance for each rule and point."""
    return [
        _glance(rule, reading, before.get((rule.key, reading.point)), at)
        for rule in rules
        for reading in _of(rule, sensed[rule.signal], before)
    ]


def _of(
    rule: AlarmRule, readings: Sequence[Reading] | None, before: Mapping[Key, WatchedPoint]
) -> Sequence[Reading]:
    if readings is None:  # the points known so far, of which nobody can say anything now
        known = [row for (key, _point), row in before.items() if key == rule.key]
        return [Reading(row.point, None, row.seen_at) for row in known]
    return [each for each in readings if rule.point in ("", each.point)]


def _glance(rule: AlarmRule, reading: Reading, before: WatchedPoint | None, at: datetime) -> Glance:
    was = Looking(before.is_standing, before.turning_since) if before else Looking()
    now = look(was, reading.value, rule.setting, at=at)
    return Glance(rule, reading.point, reading.value, reading.seen_at, reading.evidence, now)


def moves(
    glances: Iterable[Glance],
    open_: Mapping[Key, Alarm],
    drills: Sequence[Suppression],
    turns: Turns,
    *,
    at: datetime,
) -> list[tuple[Alarm, Move]]:
    """Return what happens to the alarms that are open, in order.

    Each step is to be taken before the next is asked for; so they are few and plain. What is held
    back calls once no drill holds it and it is its rule's turn, those that wait longest first.
    """
    seen = {glance.key: glance for glance in glances}
    found: list[tuple[Alarm, Move]] = []
    for key, alarm in open_.items():
        glance = seen.get(key)
        is_drill = any(drill.holds(alarm.key, at) for drill in drills)
        held_back = is_drill or _waits(alarm, glance, turns)
        found += [(alarm, Move(kind)) for kind in _kinds(alarm, glance, held_back, at)]
    return found


def _waits(alarm: Alarm, glance: Glance | None, turns: Turns) -> bool:
    """Whether it would call, and it is not its turn; what is over needs none."""
    calls = alarm.state == State.SUPPRESSED and glance is not None and glance.is_standing
    return calls and not turns.take(alarm.key)


def _kinds(alarm: Alarm, glance: Glance | None, held_back: bool, at: datetime) -> Iterator[Kind]:
    if glance is None:  # the rule, or what it looked at, is there no more
        yield Kind.WITHDRAWN
        return
    alarm.value = glance.value if glance.value is not None else alarm.value
    if (glance.value is None) != alarm.is_stale:
        yield Kind.STALE if glance.value is None else Kind.HEARD
    if glance.is_standing != alarm.is_standing:
        yield Kind.RAISED if glance.is_standing else Kind.RETURNED
    if alarm.state == State.SHELVED and alarm.until is not None and alarm.until <= at:
        yield Kind.UNSHELVED
    if alarm.state == State.SUPPRESSED and not held_back:
        yield Kind.RELEASED
