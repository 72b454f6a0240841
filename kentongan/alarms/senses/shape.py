"""The shape of a signal: a name, a unit, how it is read, and what its numbers rest on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language

from kentongan.places.directory import directory

CITY = ""
"""The point of what is said of the city as a whole."""


class Reading(NamedTuple):
    """One number, of one point; None where nobody can say, with when somebody last could."""

    point: str
    value: float | None
    seen_at: datetime | None
    evidence: str = ""
    """The kind and id of the row it rests on, `feed:3`; "" where it is counted from many."""


Read = Callable[[datetime], Sequence[Reading]]
Names = Callable[[], dict[str, str]]
Span = tuple[float, float]
MOST = 1_000_000.0


def counted(_point: str) -> Span:
    """Return what a count, or a time in minutes, can be."""
    return 0, MOST


@dataclass(frozen=True, slots=True)
class Signal:
    """Something a rule can look at."""

    name: str
    label: str | Promise
    unit: str | Promise
    counts: str | Promise
    """How the number comes about, in a sentence."""
    read: Read
    """Return the number of every point."""
    points: Names
    """Return the points by their key, with their names; the key "" is the whole city."""
    span: Callable[[str], Span] = counted
    """Return the least and the most that a point can say, or with "" any of them."""


def in_words(texts: Mapping[str, str]) -> str:
    """Return a name in the language of whoever reads; any other where there is none."""
    return texts.get(get_language() or "") or next(iter(texts.values()), "")


def whole_city() -> dict[str, str]:
    """Return the one point of what is not told by place."""
    return {CITY: directory().profile.name}


def by_kecamatan() -> dict[str, str]:
    """Return the districts by code."""
    return {place.code: place.name for place in directory().kecamatan}
