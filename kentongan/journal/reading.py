"""Reading on from where one stopped, without losing what was committed late.

Rows are read in the order (transaction, id), and only those of transactions older than every
transaction still under way. That horizon only moves forward, so a reader that remembers its
last (transaction, id) sees every row exactly once.
"""

from typing import NamedTuple

from django.db import connection

from kentongan.journal.models import Entry

HORIZON = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


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


def after(place: Place, limit: int = 500) -> list[Entry]:
    """Return at most `limit` settled entries that follow the place, in order."""
    return list(
        Entry.objects.extra(
            where=[f"(xact, id) > (%s, %s) AND xact < {HORIZON}"],
            params=[place.xact, place.id],
        ).order_by("xact", "id")[:limit]
    )


def end() -> Place:
    """Return the place behind the last settled entry: where a new watcher starts."""
    last = Entry.objects.extra(where=[f"xact < {HORIZON}"]).order_by("-xact", "-id").first()
    return Place(last.xact, last.pk) if last else Place(*_horizon())


def _horizon() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {HORIZON}")
        (xmin,) = cursor.fetchone()
    return int(xmin) - 1, 0


def of(about: str, about_id: int) -> list[Entry]:
    """Return the whole history of one thing, oldest first."""
    return list(Entry.objects.filter(about=about, about_id=about_id).order_by("id"))
