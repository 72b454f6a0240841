"""Passing stops: at which moment between two positions. Pure arithmetic."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

BEGAN_M = 150.0
"""Seen first within so many metres after a stop, the vehicle has passed it just now."""


def first_ahead(stops: Sequence[float], along: float) -> int:
    """Return the index of the first stop whose passing will be seen, at the beginning of a run."""
    ahead = bisect_right(stops, along)
    just = ahead > 0 and along - stops[ahead - 1] <= BEGAN_M
    return ahead - 1 if just else ahead


def passed(
    stops: Sequence[float],
    following: int,
    before: tuple[float, float],
    now: tuple[float, float],
) -> Iterator[tuple[int, float]]:
    """Yield the stops passed between two places, each with its moment.

    :param following: the first stop that was not passed yet
    :param before, now: metres along, and the moment in seconds
    """
    gone = max(now[0] - before[0], 0.0)
    for index in range(following, len(stops)):
        if stops[index] > now[0]:
            return
        share = (stops[index] - before[0]) / gone if gone else 1.0
        yield index, before[1] + min(1.0, max(0.0, share)) * (now[1] - before[1])
