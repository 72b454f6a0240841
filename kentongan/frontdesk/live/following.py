"""Reading on in the journal, for whoever tells the map's readers: our own stream, or nchan."""

from typing import NamedTuple

from kentongan.frontdesk.live.telling import Telling, tell
from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, after

MOST = 500
"""Entries read at once, and tellings remembered for whoever comes back."""


class Reading(NamedTuple):
    """How far one came, what is to be told, and whether more is there already."""

    place: Place
    tellings: list[Telling]
    is_behind: bool


def read_on(place: Place) -> Reading:
    """Read what follows a place (at most three statements)."""
    entries = after(place, MOST)
    reached = Place(entries[-1].xact, entries[-1].pk) if entries else place
    # Rows in sight but not yet settled: no ring will announce them again.
    unsettled = Entry.objects.filter(xact__gt=reached.xact)
    return Reading(reached, tell(entries), len(entries) == MOST or unsettled.exists())


def event(told: Telling) -> bytes:
    """Return it as a server-sent event."""
    return b"id: %s\ndata: %s\n\n" % (str(told.place).encode(), told.body)
