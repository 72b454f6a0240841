"""A GiST index over points, with PostgreSQL's own types, so that no extension is needed.

`point(x, y)` is built in, and `box @> point` is answered by the index; longitude comes first.
"""

from django.contrib.postgres.indexes import GistIndex
from django.db.models import FloatField, Func, Q

PUBLIC_POINT = "point(public_lon, public_lat)"


class PointIndex(GistIndex):
    """`CREATE INDEX … USING gist (point(public_lon, public_lat)) WHERE …`."""

    def __init__(self, *expressions: Func, condition: Q | None = None, name: str) -> None:
        points = expressions or (
            Func("public_lon", "public_lat", function="point", output_field=FloatField()),
        )
        super().__init__(*points, condition=condition, name=name)
