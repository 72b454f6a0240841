"""The statement behind a list and the one behind a record, however long the page is."""

from collections.abc import Iterable
from datetime import datetime
from math import cos, degrees, radians
from typing import NamedTuple, cast

from kentongan.casework.indexes import WITHIN_BOX
from kentongan.casework.models import Case, Filing
from kentongan.casework.selecting import CaseQuerySet
from kentongan.catalogue.shelf import shelf
from kentongan.openapi.open311.wanted import Wanted, Window
from kentongan.toolbox.geometry import EARTH_RADIUS_M, Point

FIELDS = (
    "reference",
    "service_type_id",
    "jurisdiction_id",
    "kecamatan_id",
    "unit_id",
    "stage",
    "opened_at",
    "updated_at",
    "due_at",
    "promised_at",
    "closed_at",
    "outcome",
    "voices",
    "is_public",
    "is_confidential",
    "public_words",
    "public_lat",
    "public_lon",
)
WITHIN = "power((public_lon - %s) * %s, 2) + power(public_lat - %s, 2) <= %s"


class Asked(NamedTuple):
    """A case, with the id and the moment of the request by which it was asked for."""

    case: Case
    reference: str
    at: datetime


def listed(wanted: Wanted) -> list[Asked]:
    """Return one page of public cases, the latest first.

    Only the ids are sorted and skipped over, inside an index; the rows of the page come last.
    """
    if wanted.ids is not None:
        return of_requests(wanted.ids)
    if not wanted.page.is_reachable:
        return []
    order = ("-updated_at", "-pk") if any(wanted.changed) else ("-opened_at", "-pk")
    start = wanted.page.start
    ids = _matching(wanted).order_by(*order).values("pk")[start : start + wanted.page.size]
    rows = Case.objects.filter(pk__in=ids).order_by(*order).only(*FIELDS)
    return [Asked(case, case.reference, case.opened_at) for case in rows]


def of_requests(references: Iterable[str]) -> list[Asked]:
    """Return the cases under which these requests are filed, public or not, one for each.

    Of a matter of oversight not even the state: whoever is complained about may know the id.
    """
    wanted = [f"case__{name}" for name in FIELDS]
    named = Filing.objects.filter(service_request__reference__in=list(references))
    rows = named.filter(case__is_oversight=False)
    joined = rows.select_related("case", "service_request").order_by("-pk")
    told = joined.only(*wanted, "service_request__reference", "service_request__received_at")
    return [
        Asked(row.case, row.service_request.reference, row.service_request.received_at)
        for row in told
    ]


def _matching(wanted: Wanted) -> CaseQuerySet:
    cases = _between(Case.objects.public(), "opened_at", wanted.opened)
    cases = _between(cases, "updated_at", wanted.changed)
    if wanted.codes:
        known = shelf().by_code
        kinds = [known[code].pk for code in wanted.codes if code in known]
        cases = cases.filter(service_type__in=kinds)
    if len(wanted.statuses) == 1:
        cases = cases.filter(closed_at__isnull=wanted.statuses == {"open"})
    return _near(cases, *wanted.near) if wanted.near else cases


def _between(cases: CaseQuerySet, column: str, window: Window) -> CaseQuerySet:
    start, end = window
    if start:
        cases = cases.filter(**{f"{column}__gte": start})
    return cases.filter(**{f"{column}__lte": end}) if end else cases


def _near(cases: CaseQuerySet, centre: Point, metres: float) -> CaseQuerySet:
    """A box for the index, then the circle; a city is small enough for flat ground."""
    high = degrees(metres / EARTH_RADIUS_M)
    narrow = max(cos(radians(centre.lat)), 0.01)
    wide = high / narrow
    box = [centre.lon - wide, centre.lat - high, centre.lon + wide, centre.lat + high]
    circle = [centre.lon, narrow, centre.lat, high * high]
    where = [WITHIN_BOX, WITHIN]
    found = cases.extra(where=where, params=[*box, *circle])  # noqa: S610 - both are constants
    return cast(CaseQuerySet, found)
