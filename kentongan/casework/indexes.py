"""What the case table is found by and needs a word: the queue's indexes, words and points.

The queue's hold open cases alone, so that they stay as small as the work ahead, whatever lies
behind. Points use PostgreSQL's own types, so that no extension is needed:
`point(x, y)` is built in, and `box @> point` is answered by the index; longitude comes first.
"""

from typing import Any

from django.contrib.postgres.indexes import GistIndex
from django.db.models import FloatField, Func, GeneratedField, Index, Q

WITHIN_BOX = "box(point(%s, %s), point(%s, %s)) @> point(public_lon, public_lat)"
"""What `PointIndex` answers; takes west, south, east and north, in degrees."""
POINT: "Func[Any]" = Func("lon", "lat", function="point", output_field=FloatField())
"""Where a case really is, for those at work; the public's point may be another."""


def queue_index(name: str, *first: str, carried: tuple[str, ...] = ()) -> Index:
    """Return an index of open cases by their next deadline, within the columns given.

    Columns `carried` along are counted by without reading the cases themselves; whether it is
    for the inspectorate alone is asked of every case.
    """
    fields = [*first, "due_at", "id"]
    return Index(
        fields=fields, include=[*carried, "is_oversight"], condition=Q(closed_at=None), name=name
    )


class StoredWords(GeneratedField):
    """A generated column that is not read back after writing: nobody but the index wants it."""

    db_returning = False  # type: ignore[assignment]  # the stubs know only the default


class PointIndex(GistIndex):
    """`CREATE INDEX … USING gist (point(public_lon, public_lat)) WHERE …`."""

    def __init__(self, *expressions: Func, condition: Q | None = None, name: str) -> None:
        points = expressions or (
            Func("public_lon", "public_lat", function="point", output_field=FloatField()),
        )
        super().__init__(*points, condition=condition, name=name)
