"""Estimating arrivals. Pure arithmetic.

A leg takes the median of what was seen on it at that hour, or what the timetable says where too
little was seen; times how the line runs today, which a scalar filter follows from what the last
buses took against that. On simulated runs the filter won (docs/transit.md), so it stayed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

RECENT_S = 1800.0
"""What a bus took longer ago says nothing of now."""
ENOUGH = 5
"""So often a leg must have been seen at an hour before its median counts."""
EARLY = 0.10
"""An estimate leans to the early side: a bus that comes a little later than said is waited for, one
that came earlier has gone. The benchmark's bands lean the same way."""
WALK, NOISE = 0.002, 0.06
"""Variances of the filter: how much today changes between two buses, how much one bus strays."""
Legs = Mapping[tuple[int, int], float]
"""Median seconds by (index of the stop where the leg begins, local hour)."""


def pace(ratios: Iterable[tuple[float, float]], now: float) -> float:
    """Return how much longer than usual legs take just now (1: as usual).

    :param ratios: when a leg was driven, and what it took against what is usual
    """
    paced, variance = 1.0, 0.05
    for at, ratio in sorted(ratios):
        if now - at > RECENT_S or at > now:
            continue
        variance += WALK
        gain = variance / (variance + NOISE)
        paced += gain * (min(max(ratio, 0.3), 4.0) - paced)
        variance *= 1 - gain
    return paced


def arrivals(
    along: float,
    now: float,
    stops: Sequence[float],
    planned: Sequence[float],
    legs: Legs,
    paced: float,
    hour_of: Callable[[float], int],
) -> list[tuple[int, float]]:
    """Return when each stop ahead will be reached: (index, epoch seconds).

    :param planned: seconds of each leg by the timetable, from reaching one stop to reaching the
        next
    """
    found: list[tuple[int, float]] = []
    ahead = 0.0
    for index in range(1, len(stops)):
        if stops[index] <= along:
            continue
        begin = stops[index - 1]
        left = (stops[index] - max(along, begin)) / ((stops[index] - begin) or 1.0)
        usual = legs.get((index - 1, hour_of(now + ahead)), planned[index - 1])
        ahead += min(1.0, max(0.0, left)) * usual * paced
        found.append((index, now + ahead * (1 - EARLY)))
    return found


BUCKETS = ((0, 180, -30, 90), (180, 360, -60, 150), (360, 600, -60, 210), (600, 900, -90, 270))
"""TransitApp's ETA Accuracy Benchmark (https://github.com/TransitApp/ETA-Accuracy-Benchmark): from
and to, in seconds until the bus really came; how much before and after the estimate it may come."""


def bucket(made: float, came: float) -> int | None:
    """Return the bucket of an estimate, by the time there really was; None beyond 15 minutes."""
    ahead = came - made
    return next((n for n, (low, high, *_) in enumerate(BUCKETS) if low <= ahead < high), None)


def is_kept(number: int, expected: float, came: float) -> bool:
    """Whether an estimate of that bucket was right."""
    _, _, early, late = BUCKETS[number]
    return early <= came - expected <= late
