"""Reading the journal for the screens: once a process, whoever and however many are watching."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson

from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, after
from kentongan.wall.news import tell

MOST = 500
"""Entries read at once, and the most a screen is told anew when it comes back."""

HIDING = "case.overseen"


class Piece(NamedTuple):
    """One event as all screens get it, and where in the journal it stands."""

    place: Place
    data: bytes


class Reading(NamedTuple):
    """What was read: how far one came, what is to be told, and whether more is there already."""

    place: Place
    pieces: list[Piece]
    is_behind: bool
    is_hiding: bool = False
    """Whether something told before must not be told again."""


def read_on(place: Place) -> Reading:
    """Read what follows a place (at most three statements)."""
    entries = after(place, MOST)
    reached = Place(entries[-1].xact, entries[-1].pk) if entries else place
    pieces = _pieces(entries)
    # Rows in sight but not yet settled: no ring will announce them again.
    unsettled = Entry.objects.filter(xact__gt=reached.xact)
    is_hiding = any(entry.kind == HIDING for entry in entries)
    return Reading(reached, pieces, len(entries) == MOST or unsettled.exists(), is_hiding)


def read_between(place: Place, until: Place) -> list[Piece] | None:
    """Return what lies between two places, or None if that is more than a screen is told anew."""
    entries = after(place, MOST + 1)
    if len(entries) > MOST and (entries[-1].xact, entries[-1].pk) <= until:
        return None
    between = [entry for entry in entries if (entry.xact, entry.pk) <= until]
    return _pieces(between)


def _pieces(entries: Sequence[Entry]) -> list[Piece]:
    news = tell(entries)
    pieces = [Piece(_place(each["id"]), event("news", each, each["id"])) for each in news]
    hiding = [entry for entry in entries if entry.kind == HIDING]
    if hiding:
        # What was told of the case before stands on the screens: they draw themselves anew.
        pieces.append(Piece(Place(hiding[-1].xact, hiding[-1].pk), event("reset", {})))
    return pieces


def event(kind: str, told: Any, mark: str = "") -> bytes:
    """Return a server-sent event."""
    head = f"id: {mark}\n" if mark else ""
    return f"{head}event: {kind}\ndata: ".encode() + orjson.dumps(told) + b"\n\n"


def _place(mark: str) -> Place:
    return Place.parse(mark) or Place()
