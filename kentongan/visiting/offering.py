"""Offering: the open cases somebody could look at, those left over from the last visits first.

Bounded whatever lies behind: open cases by their partial indexes, and of those a page's worth.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left

from kentongan.casework.listing import GLIMPSE, Wanted, wanted_cases
from kentongan.casework.selecting import CaseQuerySet
from kentongan.people.models import User
from kentongan.visiting.models import Stop, Visit

MOST_OFFERED = 100
DUE: dict[str, timedelta] = {
    "late": timedelta(),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
}
"""By when something is due to be offered."""


class Offer(NamedTuple):
    """One case to choose; names are looked up in the directory and the shelf."""

    id: int
    reference: str
    service_type_id: int
    jurisdiction_id: int
    stage: str
    words: str
    due_at: datetime
    lat: float | None
    lon: float | None
    is_left: bool


def offers(
    visit: Visit, wanted: Wanted, due: str = "", *, by: User, at: datetime
) -> tuple[list[Offer], bool]:
    """Return open cases by their deadline that are not on the visit, and whether there are more.

    (two statements)
    """
    cases = wanted_cases(by, wanted, at=at).open().exclude(visited__visit=visit)
    if due in DUE:
        cases = cases.filter(due_at__lt=at + DUE[due])
    mine = Stop.objects.filter(visit__unit=visit.unit_id, is_left=True)
    left = _fetch(cases.filter(Exists(mine.filter(case=OuterRef("pk")))), MOST_OFFERED)
    known = {row[0] for row in left}
    others = [row for row in _fetch(cases, MOST_OFFERED + 1) if row[0] not in known]
    found = [Offer._make((*row, True)) for row in left]
    found += [Offer._make((*row, False)) for row in others]
    return found[:MOST_OFFERED], len(found) > MOST_OFFERED


def planned_elsewhere(visit: Visit, cases: list[int]) -> dict[int, Visit]:
    """Return the unit's other visit ahead that each case is on already (one statement)."""
    ahead = Stop.objects.filter(visit__unit=visit.unit_id, visit__over_at=None, case__in=cases)
    found = ahead.exclude(visit=visit).select_related("visit")
    return {stop.case_id: stop.visit for stop in found}


def _fetch(cases: CaseQuerySet, most: int) -> list[tuple[Any, ...]]:
    glimpse = cases.annotate(glimpse=Left("words", GLIMPSE)).order_by("due_at", "pk")
    columns = ("glimpse" if name == "words" else name for name in Offer._fields[:-1])
    return list(glimpse.values_list(*columns)[:most])
