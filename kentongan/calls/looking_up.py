"""Looking a number up: who has told us something from it, and which calls came from it.

Several may share a number (a family, a shop), and one person may have been written down twice: all
are given, nobody is chosen, nothing is created. Whoever is anonymous stays so.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from kentongan.calls.call import Call
from kentongan.calls.numbers import plain
from kentongan.intake.models import ServiceRequest

MOST = 50
"""Of each: more fit on no screen, and nobody reads them while a telephone rings."""


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody of this number, by the name they gave ("" for none), and what they told us."""

    name: str
    service_requests: tuple[ServiceRequest, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under a number."""

    number: str
    matches: tuple[Match, ...]
    calls: tuple[Call, ...]
    """Earlier calls from or to it, newest first."""


def look_up(number: str) -> Found:
    """Return what is known of a number, however it is written (two statements).

    Whether a reader may see a request, and how its case stands, the rooms above know.
    """
    asked = plain(number)
    if not asked:
        return Found("", (), ())
    calls = Call.objects.filter(number=asked).select_related("agent").order_by("-offered_at", "-pk")
    return Found(asked, _matches(told_from(asked)[:MOST]), tuple(calls[:MOST]))


def told_from(number: str) -> QuerySet[ServiceRequest]:
    """Return what was told from a number as it is kept, newest first."""
    told = ServiceRequest.objects.filter(reporter__phone=number, is_test=False, restricted_at=None)
    return told.select_related("reporter").order_by("-received_at", "-pk")


def _matches(told: QuerySet[ServiceRequest]) -> tuple[Match, ...]:
    """Put those together who gave the same name; newest first."""
    names: dict[str, str] = {}
    by_name: dict[str, list[ServiceRequest]] = {}
    for each in told:
        name = "" if each.is_anonymous or each.reporter is None else each.reporter.name.strip()
        names.setdefault(name.casefold(), name)
        by_name.setdefault(name.casefold(), []).append(each)
    return tuple(Match(names[key], tuple(those)) for key, those in by_name.items())
