"""Which siaga a level of the water means, and what comes next: arithmetic alone, in cm.

A siaga is reached at once and left only when the water has fallen some centimetres below where it
began, so that a wave at the threshold does not sound and silence it in turn.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

SLOWEST = 1.0
"""cm/h; what rises less comes nowhere within the hours that can be told of."""
FURTHEST = timedelta(hours=12)


class Threshold(NamedTuple):
    """From which level of the water on a siaga holds; minus infinity for the calm one."""

    level: int
    start: float


class Ahead(NamedTuple):
    """The next worse siaga, and how long after it was measured the water reaches it, rising so."""

    level: int
    start: float
    within: timedelta


def siaga(values: Iterable[float], thresholds: Sequence[Threshold], settle: float) -> int | None:
    """Return the siaga after all of these levels, oldest first; None without any.

    :param thresholds: the calm one first, each beginning higher than the one before
    :param settle: cm below a threshold at which its siaga ends
    """
    here: int | None = None
    for value in values:
        reached = max((n for n, each in enumerate(thresholds) if value >= each.start), default=0)
        if here is None or reached > here:
            here = reached
        while here > reached and value < thresholds[here].start - settle:
            here -= 1
    return None if here is None or not thresholds else thresholds[here].level


def ahead(value: float, cm_an_hour: float, thresholds: Sequence[Threshold]) -> Ahead | None:
    """Return the next threshold and when it would be reached; None: falling or slow."""
    above = next((each for each in thresholds if each.start > value), None)
    if above is None or cm_an_hour < SLOWEST:
        return None
    within = timedelta(hours=(above.start - value) / cm_an_hour)
    return Ahead(above.level, above.start, within) if within <= FURTHEST else None
