"""Cases by district: those opened in the last ten minutes, and those past what was promised.

Of those just opened either all, or what no incident holds together.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.senses.shape import Reading, Signal, by_kecamatan
from kentongan.casework.models import Case
from kentongan.casework.selecting import CaseQuerySet
from kentongan.incidents.models import Witness
from kentongan.places.directory import directory

WINDOW = timedelta(minutes=10)


def opened(at: datetime) -> Sequence[Reading]:
    """Return how many were opened in ten minutes, by district (one statement)."""
    return _counted(_lately(at), at)


def apart(at: datetime) -> Sequence[Reading]:
    """Return how many of them stand under no incident, by district (one statement).

    What is held together already calls by its incident: a flood would call twice for one event.
    """
    standing = Q(until=None) | Q(until__gt=at)
    held = Witness.objects.filter(standing, since__lte=at)
    of_case = held.filter(trace__service_request__filing__case=OuterRef("pk"))
    return _counted(_lately(at).exclude(Exists(of_case)), at)


def past_promise(at: datetime) -> Sequence[Reading]:
    """Return how many open ones are past their deadline, by district (one statement)."""
    return _counted(Case.objects.ordinary().past_promise(at), at)


def _lately(at: datetime) -> CaseQuerySet:
    return Case.objects.ordinary().filter(opened_at__gt=at - WINDOW, opened_at__lte=at)


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
APART = Signal(
    name="cases_apart",
    label=_("Reports of no known incident come in fast"),
    unit=_("cases in 10 minutes"),
    counts=_("Cases opened in the last ten minutes that no incident holds, for each district."),
    read=apart,
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
