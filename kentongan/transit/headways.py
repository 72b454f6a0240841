"""Headways: how far apart in time buses of a line pass a stop, against what was promised.

Pure arithmetic. A line that promises a bus every ten minutes keeps its word if one comes every ten
minutes, whichever it is; two together and then none for twenty is what riders feel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

BUNCHED = 0.25
"""Under this share of the promised headway, two buses come as one."""
GAP = 2.0
"""Over so many promised headways, there is a gap."""


class State(StrEnum):
    """How a line stands in one direction."""

    KEPT = "kept"
    BUNCHED = "bunched"
    GAP = "gap"
    UNSEEN = "unseen"
    """Its operator's positions come, but of this line there are none."""
    UNKNOWN = "unknown"
    """No positions come: nothing can be said."""
    RESTING = "resting"
    """It does not run at this time."""


BROKEN = (State.GAP, State.BUNCHED)


@dataclass(frozen=True, slots=True)
class Headway:
    """The time between two buses at a stop (seconds), where, and what was promised."""

    index: int
    seconds: float
    promised: float
    is_open: bool = False
    """The second has not come yet: it is at least so long."""

    @property
    def state(self) -> State:
        """Whether it was kept."""
        if self.seconds > GAP * self.promised:
            return State.GAP
        if not self.is_open and self.seconds < BUNCHED * self.promised:
            return State.BUNCHED
        return State.KEPT


def adherence(headways: Sequence[Headway]) -> float | None:
    """Return the mean share of the promise by which closed headways strayed; None without any."""
    strayed = [abs(h.seconds - h.promised) / h.promised for h in headways if not h.is_open]
    return sum(strayed) / len(strayed) if strayed else None


def between(moments: Sequence[float], promised: float, index: int, now: float) -> list[Headway]:
    """Return the headways at a stop between moments of passing, and the one still open now."""
    passed = sorted(moments)
    closed = [Headway(index, later - earlier, promised) for earlier, later in pairwise(passed)]
    if passed:
        closed.append(Headway(index, now - passed[-1], promised, is_open=True))
    return closed


def worst(headways: Sequence[Headway]) -> State:
    """Return the state of a line from its newest headways: a gap before bunching."""
    states = {headway.state for headway in headways}
    return next((state for state in BROKEN if state in states), State.KEPT)
