"""Cases by district: those opened in the last ten minutes, and those past what was promised."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.senses.shape import Reading, Signal, by_kecamatan
from kentongan.casework.models import Case
from kentongan.casework.selecting import CaseQuerySet
from kentongan.places.directory import directory

WINDOW = timedelta(minutes=10)


def opened(at: datetime) -> Sequence[Reading]:
    """Return how many were opened in ten minutes, by district (one statement)."""
    return _counted(
        Case.objects.ordinary().filter(opened_at__gt=at - WINDOW, opened_at__lte=at), at
    )


def past_promise(at: datetime) -> Sequence[Reading]:
    """Return how many open ones are past their deadline, by district (one statement)."""
    return _counted(Case.objects.ordinary().past_promise(at), at)


def _counted(cases: CaseQuerySet, at: datetime) -> list[Reading]:
    """Our own rows are always there: none means none."""
    rows = cases.order_by().values_list("kecamatan").annotate(Count("pk"))
    counts = Counter({place: count for place, count in rows if place})
    return [
        Reading(place.code, float(counts[place.pk]), at, f"kecamatan:{place.code}")
        for place in directory().kecamatan
    ]


OPENED = Signal(
    name="cases_opened",
    label=_("Reports come in fast"),
    unit=_("cases in 10 minutes"),
    counts=_("Cases opened in the last ten minutes, for each district."),
    read=opened,
    points=by_kecamatan,
)
PAST_PROMISE = Signal(
    name="cases_past_promise",
    label=_("Cases past their deadline"),
    unit=_("cases"),
    counts=_("Open cases whose deadline has gone by, for each district."),
    read=past_promise,
    points=by_kecamatan,
)
