"""What a list of requests was asked for, read and checked before the database is."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kentongan.openapi.open311.reading import (
    Page,
    ParameterUnusable,
    degrees_of,
    moment_of,
    page_of,
    several,
)
from kentongan.toolbox.geometry import Point, is_on_earth

SPAN = timedelta(days=90)
MOST_IDS = 200
FARTHEST = 20_000.0
STATUSES = {"open", "closed"}
_REFERENCE = re.compile(r"[0-9A-Z]{1,12}", re.ASCII)

Window = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters that all must hold; `ids` overrides every other, as the standard says."""

    page: Page
    ids: list[str] | None
    codes: list[str]
    statuses: set[str]
    opened: Window
    changed: Window
    near: tuple[Point, float] | None

    @classmethod
    def read(cls, query: QueryDict, *, at: datetime) -> Self:
        """Read it from an address.

        :raises ParameterUnusable: with the parameter that cannot be used
        """
        changed = moment_of(query, "updated_after"), moment_of(query, "updated_before")
        return cls(
            page=page_of(query),
            ids=_ids(query),
            codes=several(query, "service_code"),
            statuses=_statuses(query),
            opened=_opened(query, at, anything_else=changed != (None, None)),
            changed=changed,
            near=_near(query),
        )


def is_reference(text: str) -> bool:
    """Whether a text has the form of an id of ours, so that the database may be asked."""
    return _REFERENCE.fullmatch(text) is not None


def _ids(query: QueryDict) -> list[str] | None:
    ids = several(query, "service_request_id")
    if len(ids) > MOST_IDS:
        raise ParameterUnusable(
            _("At most %(most)d ids at once.") % {"most": MOST_IDS}, field="service_request_id"
        )
    return [one for one in ids if is_reference(one)] if ids else None


def _statuses(query: QueryDict) -> set[str]:
    found = set(several(query, "status"))
    if not found <= STATUSES:
        raise ParameterUnusable(_("A status is open or closed."), field="status")
    return found


def _opened(query: QueryDict, at: datetime, *, anything_else: bool) -> Window:
    """The ninety days of the standard; who asks for what has changed is not held to them."""
    start, end = moment_of(query, "start_date"), moment_of(query, "end_date")
    if start and end and end - start > SPAN:
        raise ParameterUnusable(_("A search may span 90 days at most."), field="end_date")
    if start and end and end < start:
        raise ParameterUnusable(_("This ends before it begins."), field="end_date")
    if start is None and end is None:
        return (None, None) if anything_else else (at - SPAN, None)
    return start or _before(end), end or (start + SPAN if start else None)


def _before(end: datetime | None) -> datetime | None:
    return end - SPAN if end else None


def _near(query: QueryDict) -> tuple[Point, float] | None:
    lat, lon = degrees_of(query, "lat"), degrees_of(query, "long")
    radius = degrees_of(query, "radius")
    if lat is None and lon is None and radius is None:
        return None
    if lat is None or lon is None or not is_on_earth(Point(lat, lon)):
        raise ParameterUnusable(_("Give lat and long together, in degrees."), field="lat, long")
    if radius is not None and not 0 < radius <= FARTHEST:
        raise ParameterUnusable(_("A radius is at most 20000 metres."), field="radius")
    return Point(lat, lon), radius or 1000.0
