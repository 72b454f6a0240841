"""The rows behind a number: references, types, places, units and deadlines, fifty at a time.

No reporter, no words. A number and its list are asked with the same filter, so they agree.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.casework.models import DONE, Case
from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.measures.balancing import Equation
from kentongan.measures.behind import Number
from kentongan.measures.equations import at_end_of, equation_of
from kentongan.measures.moment import local_day
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.places.directory import directory
from kentongan.wall.addressing import NoSuchNumber, address, day_in, number_asked
from kentongan.wall.letting_in import watchers
from kentongan.wall.paging import AFTER, PAGE, next_page, order_of, page
from kentongan.wall.terms import HEADINGS, SAID

BACK = "per"


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
        "names": HEADINGS,
        "rows": [row_of(case) for case in found[:PAGE]],
        "total": _total(number, equation, now),
        "next": next_page(request.GET, order, found) if len(found) > PAGE else "",
        "at": now,
        "followed": _followed(request, found),
        "directs": request.user.is_authenticated and may(cast(User, request.user), Act.DIRECT),
        "is_first": AFTER not in request.GET,
        **_sides(request.GET, number, equation, now),
    }
    return render(request, "wall/rows.html", context)


def _sides(
    asked: QueryDict, number: Number, equation: Equation | None, at: datetime
) -> dict[str, Any]:
    """The equation now, and as it stood when a past day ended."""
    today, day = local_day(at), day_in(asked.get(BACK, ""))
    if day is not None and day >= today:
        raise NoSuchNumber
    return {
        "equation": equation,
        "back": at_end_of(day, number) if day else None,
        "back_day": day,
        "look_back": number.heading is not None,
        "yesterday": today - timedelta(days=1),
        "asked": {key: value for key, value in asked.items() if key not in {BACK, AFTER}},
        "terms": SAID,
        "done": DONE,
        "to": lambda state: address(_in_state(number, state)),
        "noon": lambda day: datetime.combine(day, time(12), directory().calendar.zone),
    }


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


def row_of(case: dict[str, Any]) -> dict[str, Any]:
    """Name what the ids stand for; a matter of oversight is counted, and shows nothing else."""
    known, kind = directory(), shelf().types[case["service_type_id"]]
    is_kept = case["is_oversight"] or case["is_confidential"]
    is_hidden = is_kept or kind.matter == ServiceType.Matter.OVERSIGHT
    return {
        **case,
        "names": {} if is_hidden else kind.names,
        "place": "" if is_hidden else known.jurisdictions[case["jurisdiction_id"]].name,
        "unit": {} if is_hidden else known.units[case["unit_id"]].names,
        "is_open": case["closed_at"] is None,
        "is_hidden": is_hidden,
    }
