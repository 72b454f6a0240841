"""Folding: from everything that was told of a call to what is true of it. Pure, no rows.

The same events, in whatever order and however often, fold to the same call. Where they contradict
each other:

- The call ended when it was first said to have (`ended` or `abandoned`). What is told of later
  moments happened to nobody: an operator who picked up a moment too late has not answered.
- Whoever was answered did not abandon, whatever the PBX calls it; whoever came in and was not
  answered did, even if the PBX only says that it ended.
- Somebody who is held or resumed was answered, even if that was never told.
- Rooms the call went through stand by their first moment; where it stands now follows from the
  latest (moment, sequence, kind, id).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kentongan.calls.call import State
from kentongan.calls.events import Kind, Told

ENDS = frozenset({Kind.ENDED, Kind.ABANDONED})
TALKING = frozenset({Kind.ANSWERED, Kind.HELD, Kind.RESUMED})
WAITS = {
    Kind.OFFERED: State.OFFERED,
    Kind.QUEUED: State.QUEUED,
    Kind.RINGING: State.RINGING,
}


class NothingTold(ValueError):
    """There is no call without an event."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What is true of a call by all that was told of it; the names are those of `Call`."""

    state: State
    direction: str
    number: str
    dialled: str
    queue: str
    offered_at: datetime
    queued_at: datetime | None
    ringing_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    extension: str
    """Where it rings, or who speaks or spoke last."""


def fold(events: Iterable[Told]) -> Folded:
    """Fold the events of one call.

    :raises NothingTold: without any event of a call
    """
    told = _in_order(events)
    if not told:
        raise NothingTold
    ended_at = next((event.at for event in told if event.kind in ENDS), None)
    true = [event for event in told if ended_at is None or event.at <= ended_at]
    answered_at = _first(true, TALKING)
    direction = _earliest(told, "direction") or "in"
    state = _state(true, ended_at, answered_at, direction)
    return Folded(
        state=state,
        direction=direction,
        number=_earliest(told, "number"),
        dialled=_earliest(told, "dialled"),
        queue=_earliest(reversed(told), "queue"),
        offered_at=told[0].at,
        queued_at=_first(true, {Kind.QUEUED}),
        ringing_at=_first(true, {Kind.RINGING}),
        answered_at=answered_at,
        ended_at=ended_at,
        extension=_extension(true, state, answered=answered_at is not None),
    )


def _in_order(events: Iterable[Told]) -> list[Told]:
    once = {event.event_id: event for event in events if event.kind is not Kind.AGENT}
    return sorted(once.values(), key=lambda event: event.place)


def _first(told: Iterable[Told], kinds: Iterable[Kind]) -> datetime | None:
    return next((event.at for event in told if event.kind in kinds), None)


def _earliest(told: Iterable[Told], name: str) -> str:
    return next((said for event in told if (said := str(getattr(event, name)))), "")


def _state(
    true: list[Told], ended_at: datetime | None, answered_at: datetime | None, direction: str
) -> State:
    if ended_at is not None:
        is_lost = answered_at is None and direction == "in"
        return State.ABANDONED if is_lost else State.ENDED
    if answered_at is not None:
        spoke = TALKING | {Kind.TRANSFERRED}  # whoever is handed on is no longer held
        last = next(event.kind for event in reversed(true) if event.kind in spoke)
        return State.HELD if last is Kind.HELD else State.ANSWERED
    waits = (WAITS[event.kind] for event in reversed(true) if event.kind in WAITS)
    return next(waits, State.OFFERED)


def _extension(true: list[Told], state: State, *, answered: bool) -> str:
    """Who speaks is the last one it was handed to; before that, the one where it rings now."""
    if not answered and state is not State.RINGING:
        return ""
    kinds = TALKING | {Kind.TRANSFERRED} if answered else {Kind.RINGING, Kind.TRANSFERRED}
    named = (event.to or event.extension for event in reversed(true) if event.kind in kinds)
    return next((extension for extension in named if extension), "")
