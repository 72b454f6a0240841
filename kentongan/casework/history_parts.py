"""One part of a case's history: rows of one table, shaped so that others can join them."""

from typing import Any

from django.db.models import BigIntegerField, CharField, F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

Rows = QuerySet[Any, Any]


def part(
    rows: Rows,
    kind: str,
    said: Combinable,
    detail: Combinable,
    at: str = "at",
    who: Combinable | None = None,
) -> Rows:
    """Return rows as the values of an `Event`."""
    return rows.order_by().values_list(
        Value(kind, CharField()),
        F("pk"),
        F(at),
        F("by_id") if who is None else Cast(who, output_field=BigIntegerField()),
        said,
        Cast(detail, TextField()),
    )
