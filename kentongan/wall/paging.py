"""The rows behind a number in order, a page at a time, each found by the row it begins behind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from kentongan.measures.behind import ENDED, Number
from kentongan.wall.addressing import NoSuchNumber

PAGE = 50
AFTER = "setelah"
COLUMNS = (
    *("pk", "reference", "service_type_id", "jurisdiction_id", "unit_id", "due_at"),
    *("opened_at", "closed_at", "outcome", "is_oversight", "is_confidential"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """The column a list runs along, held by an index: the last page costs what the first does."""

    column: str
    downwards: bool


def order_of(number: Number) -> Order:
    """Open work by what presses most, what is ended or all by what is latest."""
    if number.is_of_open:
        return Order("due_at", downwards=False)
    ended = number.ended or number.state in ENDED
    return Order("closed_at" if ended else "opened_at", downwards=True)


def page(number: Number, order: Order, after: str, at: datetime) -> list[dict[str, Any]]:
    """Return a page of rows and one more, which says that there is another page."""
    found = number.rows(at)
    if after:
        found = found.filter(_beyond(order, after))
    sign = "-" if order.downwards else ""
    return list(found.order_by(f"{sign}{order.column}", f"{sign}id").values(*COLUMNS)[: PAGE + 1])


def _beyond(order: Order, after: str) -> Q:
    moment, _, key = after.rpartition("~")
    try:
        at, pk = datetime.fromisoformat(moment), int(key)
    except ValueError:
        raise NoSuchNumber from None
    if at.tzinfo is None:
        raise NoSuchNumber
    way = "lt" if order.downwards else "gt"
    column = order.column
    return Q(**{f"{column}__{way}e": at}) & (
        Q(**{f"{column}__{way}": at}) | Q(**{column: at, f"id__{way}": pk})
    )


def next_page(asked: QueryDict, order: Order, found: list[dict[str, Any]]) -> str:
    """Return the address of the page behind this one."""
    last = found[PAGE - 1]
    query = asked.copy()
    query[AFTER] = f"{last[order.column].isoformat()}~{last['pk']}"
    return f"?{query.urlencode()}"
