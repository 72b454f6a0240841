"""The rows behind a number: references, types, places, units and deadlines, fifty at a time.

No reporter, no words. A number and its list are asked with the same filter, so they agree.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.casework.models import Case
from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.measures.behind import Number
from kentongan.measures.equations import equation_of
from kentongan.measures.ledger import Equation
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.wall.addressing import NoSuchNumber, address, number_asked
from kentongan.wall.letting_in import watchers

PAGE = 50
AFTER = "setelah"
COLUMNS = (
    *("pk", "reference", "service_type_id", "jurisdiction_id", "unit_id", "due_at"),
    *("opened_at", "closed_at", "outcome"),
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
    ended = number.ended or number.state in {"done", "refused"}
    return Order("closed_at" if ended else "opened_at", downwards=True)


@watchers
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """List what a number counts."""
    now = timezone.now()
    number = number_asked(request.GET.dict())
    order = order_of(number)
    found = page(number, order, request.GET.get(AFTER, ""), now)
    equation = equation_of(number, now)
    context = {
        "number": number,
        "rows": [_row(case) for case in found[:PAGE]],
        "equation": equation,
        "total": _total(number, equation, now),
        "next": _next(request.GET, order, found) if len(found) > PAGE else "",
        "to_whole": address(number.whole()),
        "to": lambda state: address(_in_state(number, state)),
        "at": now,
        "noon": lambda day: datetime.combine(day, time(12), directory().calendar.zone),
        "followed": _followed(request, found),
        "is_first": AFTER not in request.GET,
    }
    return render(request, "wall/rows.html", context)


def _followed(request: HttpRequest, found: list[dict[str, Any]]) -> set[int]:
    """Which of them the viewer may open on the desk (one statement); a screen opens none."""
    if not request.user.is_authenticated:
        return set()
    reach = Case.objects.reachable_by(cast(User, request.user))
    return set(reach.filter(pk__in=[case["pk"] for case in found]).values_list("pk", flat=True))


def _total(number: Number, equation: Equation | None, at: datetime) -> int | None:
    """The number itself: counted where that is cheap, else taken from its equation."""
    if number.is_of_open or number.ended:
        return number.rows(at).count()
    term = "received" if number.state == "all" else number.state
    return getattr(equation, term, None)


def _in_state(number: Number, state: str) -> Number:
    return replace(number.whole(), state=state)


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


def _next(asked: QueryDict, order: Order, found: list[dict[str, Any]]) -> str:
    last = found[PAGE - 1]
    query = asked.copy()
    query[AFTER] = f"{last[order.column].isoformat()}~{last['pk']}"
    return f"?{query.urlencode()}"


def _row(case: dict[str, Any]) -> dict[str, Any]:
    """Name what the ids stand for; a matter of oversight keeps place and unit to itself."""
    known, kind = directory(), shelf().types[case["service_type_id"]]
    is_hidden = kind.matter == ServiceType.Matter.OVERSIGHT
    return {
        **case,
        "names": kind.names,
        "place": "" if is_hidden else known.jurisdictions[case["jurisdiction_id"]].name,
        "unit": {} if is_hidden else known.units[case["unit_id"]].names,
        "is_open": case["closed_at"] is None,
        "is_hidden": is_hidden,
    }
