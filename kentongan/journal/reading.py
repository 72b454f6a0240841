"""Reading on from where one stopped, without losing what was committed late.

Rows are read in the order (transaction, id), and only those of transactions older than every
transaction still under way. That horizon only moves forward, so a reader that remembers its
last (transaction, id) sees every row exactly once.
"""

from typing import NamedTuple

from django.db.models import BigIntegerField, F, Func, TextField
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.db.models.functions import Cast
from django.db.models.lookups import LessThan

from kentongan.journal.models import Entry

SETTLED = LessThan(
    F("xact"),
    Cast(
        Cast(Func(Func(function="pg_current_snapshot"), function="pg_snapshot_xmin"), TextField()),
        BigIntegerField(),
    ),
)


class Place(NamedTuple):
    """How far a reader has come."""

    xact: int = 0
    id: int = 0

    def __str__(self) -> str:
        return f"{self.xact}-{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        """Return the place that `str()` wrote, or None for anything else."""
        xact, _, number = text.partition("-")
        if not (xact.isdecimal() and number.isdecimal() and len(text) < 40):
            return None
        return cls(int(xact), int(number))


def follows(place: Place) -> TupleGreaterThan:
    """Return the condition of everything behind a place, as the index keeps it."""
    return TupleGreaterThan(Tuple(F("xact"), F("id")), tuple(place))


def after(place: Place, limit: int = 500) -> list[Entry]:
    """Return at most `limit` settled entries that follow the place, in order."""
    settled = Entry.objects.filter(SETTLED, follows(place))
    return list(settled.order_by("xact", "id")[:limit])


def end() -> Place:
    """Return the place behind the last settled entry: where a new watcher starts."""
    last = Entry.objects.filter(SETTLED).order_by("-xact", "-id").first()
    return Place(last.xact, last.pk) if last else Place()


def of(about: str, about_id: int) -> list[Entry]:
    """Return the whole history of one thing, oldest first."""
    return list(Entry.objects.filter(about=about, about_id=about_id).order_by("id"))
