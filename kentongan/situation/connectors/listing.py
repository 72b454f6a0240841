"""What connectors that read lists share: line by line, with a reason for what cannot be read."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from kentongan.places.directory import directory
from kentongan.situation.connecting import NotUnderstood, Parcel
from kentongan.situation.features import Kind
from kentongan.situation.taking_features import take_features
from kentongan.situation.telling import Tidings, Told

MOST = 5000
"""Things taken of one answer; a city's roads are some hundred stretches."""
Line = TypeVar("Line")


def told_of(
    lines: Iterable[Line],
    read: Callable[[Line], Told],
    *,
    is_whole: bool = True,
    is_local: bool = False,
) -> Tidings:
    """Return what the lines tell.

    :raises NotUnderstood: if there are lines, and not one of them can be read
    """
    found: list[Told] = []
    unread: list[str] = []
    for number, line in enumerate(lines, 1):
        if number > MOST:
            raise NotUnderstood(f"more than {MOST} things")
        try:
            found.append(read(line))
        except NotUnderstood as fault:
            unread.append(f"line {number}: {fault}")
    if unread and not found:
        raise NotUnderstood(f"nothing of it can be read; {unread[0]}")
    return Tidings(tuple(found), is_whole, tuple(unread), is_local)


def take(tidings: Tidings, kind: Kind, parcel: Parcel) -> int:
    """Write what is told, and note what could not be read."""
    parcel.note(tidings.unread)
    return take_features(tidings, kind, parcel, city=directory())
