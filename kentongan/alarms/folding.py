"""What becomes of one alarm: delays, deadband and states as arithmetic, without the database.

States after the alarm state machine of ANSI/ISA-18.2-2016: normal, unacknowledged,
acknowledged, returned unacknowledged, shelved and suppressed by design; here by a drill, or by a
room that has been called as often as it can follow (`turning`).
What nobody can say (a stale feed) is unknown: it neither raises nor clears.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Comparison(StrEnum):
    """On which side of the threshold it is abnormal."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class State(StrEnum):
    """Where an alarm stands; before the first step it is normal, and there is no row."""

    ACTIVE = "active"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    SHELVED = "shelved"
    SUPPRESSED = "suppressed"
    CLEARED = "cleared"


class Kind(StrEnum):
    """What can happen to an alarm."""

    RAISED = "raised"
    RETURNED = "returned"
    ACKNOWLEDGED = "acknowledged"
    SHELVED = "shelved"
    UNSHELVED = "unshelved"
    SUPPRESSED = "suppressed"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    ASSIGNED = "assigned"
    STALE = "stale"
    HEARD = "heard"


class Impossible(ValueError):
    """A step that no alarm in that state can take."""


@dataclass(frozen=True, slots=True)
class Setting:
    """When it is abnormal, and for how long it must be, or no longer be, before that counts."""

    comparison: Comparison
    threshold: float
    deadband: float
    on_delay: timedelta
    off_delay: timedelta

    def is_beyond(self, value: float) -> bool:
        """Whether a value is abnormal."""
        if self.comparison == Comparison.AT_LEAST:
            return value >= self.threshold
        return value <= self.threshold

    def is_back(self, value: float) -> bool:
        """Whether a value is normal again, and by more than the deadband."""
        if self.comparison == Comparison.AT_LEAST:
            return value < self.threshold - self.deadband
        return value > self.threshold + self.deadband


@dataclass(frozen=True, slots=True)
class Looking:
    """What is kept of one thing looked at: does it count as abnormal, since when may it turn."""

    is_standing: bool = False
    turning_since: datetime | None = None


def look(before: Looking, value: float | None, setting: Setting, *, at: datetime) -> Looking:
    """Return what is known after a look; unknown keeps the side and begins the delay anew."""
    if value is None:
        return replace(before, turning_since=None)
    turns = setting.is_back(value) if before.is_standing else setting.is_beyond(value)
    if not turns:
        return replace(before, turning_since=None)
    since = before.turning_since or at
    delay = setting.off_delay if before.is_standing else setting.on_delay
    if at - since < delay:
        return replace(before, turning_since=since)
    return Looking(not before.is_standing)


def begin(kind: Kind) -> State:
    """Return the state of a new alarm."""
    return {Kind.RAISED: State.ACTIVE, Kind.SUPPRESSED: State.SUPPRESSED}[kind]


OPEN = tuple(state for state in State if state != State.CLEARED)
HIDDEN = (State.SHELVED, State.SUPPRESSED)
"""Not announced, and out of the list of what is to be done."""
SILENT = frozenset({Kind.ASSIGNED, Kind.STALE, Kind.HEARD})
"""Steps that leave the state alone."""
STEPS: dict[tuple[State, Kind], State] = {
    (State.ACTIVE, Kind.ACKNOWLEDGED): State.ACKNOWLEDGED,
    (State.ACTIVE, Kind.RETURNED): State.RETURNED,
    (State.ACKNOWLEDGED, Kind.RETURNED): State.CLEARED,
    (State.RETURNED, Kind.ACKNOWLEDGED): State.CLEARED,
    (State.RETURNED, Kind.RAISED): State.ACTIVE,
    **{(state, Kind.SHELVED): State.SHELVED for state in OPEN if state not in HIDDEN},
    **{(state, kind): state for state in HIDDEN for kind in (Kind.RAISED, Kind.RETURNED)},
    **{(state, Kind.WITHDRAWN): State.CLEARED for state in OPEN},
    **{(state, kind): state for state in OPEN for kind in SILENT},
}
BACK = {(State.SHELVED, Kind.UNSHELVED), (State.SUPPRESSED, Kind.RELEASED)}


def after(state: State, kind: Kind, *, is_standing: bool) -> State:
    """Return the state after a step; what comes back is active again, or over if all is well.

    :raises Impossible: if there is no such step from there
    """
    if (state, kind) in BACK:
        return State.ACTIVE if is_standing else State.CLEARED
    try:
        return STEPS[state, kind]
    except KeyError:
        raise Impossible(f"{kind} of what is {state}") from None
