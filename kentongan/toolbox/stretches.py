"""Stretches of time, from a moment until another: joined, and taken out of each other."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

Stretch = tuple[datetime, datetime]
"""From (included) until (excluded), both aware."""


def tidied(stretches: Iterable[Stretch], start: datetime) -> list[Stretch]:
    """Return what lies after `start`, in order; those that touch become one."""
    found: list[Stretch] = []
    for first, ends in sorted(stretches):
        begins = max(first, start)
        if ends <= begins:
            continue
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((begins, ends))
    return [(begins.astimezone(UTC), ends.astimezone(UTC)) for begins, ends in found]


def without(whole: Stretch, holes: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield what is left of a stretch; the holes stand in order and do not overlap."""
    begins, ends = whole
    for first, last in holes:
        if last <= begins or first >= ends:
            continue
        if first > begins:
            yield begins, first
        begins = max(begins, last)
    if begins < ends:
        yield begins, ends
