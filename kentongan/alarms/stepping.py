"""Taking one step with an alarm that is held: the state moves, and a row says who, when and why."""

from dataclasses import dataclass
from datetime import datetime

from kentongan.alarms.alarm import Alarm, AlarmStep, State
from kentongan.alarms.folding import Impossible, Kind, after
from kentongan.alarms.folding import State as Fold
from kentongan.alarms.holding import NotPossible, moment_of
from kentongan.people.models import User

STANDS = ("state", "is_standing", "is_stale", "value", "due_at", "until", "assigned_to")
"""How an alarm stands; its columns and those of each step."""
MOVED = (*STANDS, "changed_at", "closed_at")
"""What a step changes of an alarm."""


@dataclass(frozen=True, slots=True)
class Move:
    """What happens, and what goes with it."""

    kind: Kind
    by: User | None = None
    reason: str = ""
    until: datetime | None = None
    to: User | None = None


def move(alarm: Alarm, what: Move, *, at: datetime) -> AlarmStep:
    """Move an alarm in memory and return the step; neither is written yet.

    :raises NotPossible: if an alarm in that state cannot take it
    """
    at = moment_of(alarm, at)
    try:
        state = after(Fold(alarm.state), what.kind, is_standing=alarm.is_standing)
    except Impossible:
        raise NotPossible from None
    if state == Fold.ACTIVE and alarm.state != State.ACTIVE:
        alarm.due_at = at + alarm.rule.available
    alarm.state = State(state.value)
    _mark(alarm, what)
    alarm.changed_at = at
    alarm.closed_at = at if state == Fold.CLEARED else None
    return step_of(alarm, what, at=at)


def step_of(alarm: Alarm, what: Move, *, at: datetime) -> AlarmStep:
    """Return the step that leads to how an alarm stands now."""
    stands = {name: getattr(alarm, name) for name in STANDS}
    return AlarmStep(alarm=alarm, kind=what.kind, at=at, by=what.by, reason=what.reason, **stands)


def take(alarm: Alarm, what: Move, *, at: datetime) -> AlarmStep:
    """Move an alarm and write both.

    :raises NotPossible: if an alarm in that state cannot take it
    """
    step = move(alarm, what, at=at)
    alarm.save(update_fields=MOVED)
    step.save()
    return step


def _mark(alarm: Alarm, what: Move) -> None:
    """Keep what a step says besides the state."""
    alarm.until = what.until if what.kind == Kind.SHELVED else alarm.until
    if alarm.state != State.SHELVED:
        alarm.until = None
    if what.kind == Kind.ASSIGNED:
        alarm.assigned_to = what.to
    standing = {Kind.RAISED: True, Kind.RETURNED: False}
    alarm.is_standing = standing.get(what.kind, alarm.is_standing)
    stale = {Kind.STALE: True, Kind.HEARD: False}
    alarm.is_stale = stale.get(what.kind, alarm.is_stale)
