"""The queue in figures, as a supervisor watches it: one statement, from indexes."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, F, Max, Min, Q, QuerySet

from kentongan.calls.call import WAITING, Call, State
from kentongan.calls.calling_back import settled
from kentongan.calls.starting import BY_HAND

NORM = ((15, 90), (20, 95))
"""Seconds, and per cent of the answered calls that are to be answered within them."""
FORGOTTEN = timedelta(hours=1)
"""Nobody waits longer: of an older call without an end, the end was lost on the way."""


class Figures(NamedTuple):
    """What came in since a moment; seconds are whole."""

    offered: int
    waiting: int
    longest_wait: int
    """Seconds that the one who has waited longest waits now; 0 if nobody does."""
    answered: int
    within_15: int
    within_20: int
    abandoned: int
    called_back: int
    """Of the abandoned: called back, or answered later."""
    longest_today: int
    """Seconds after which the slowest answer came."""
    waiting_since: datetime | None = None
    """When the one who has waited longest came in."""

    @property
    def share_within_15(self) -> int | None:
        """Percent of the answered; None before the first answer."""
        return round(100 * self.within_15 / self.answered) if self.answered else None

    @property
    def share_within_20(self) -> int | None:
        """The same within 20 seconds."""
        return round(100 * self.within_20 / self.answered) if self.answered else None


def told_by_exchanges() -> QuerySet[Call]:
    """Return the calls that came in and rang; of one by hand nobody knows how long it waited."""
    return Call.objects.filter(direction=Call.Direction.IN).exclude(pbx=BY_HAND)


def figures(since: datetime, *, at: datetime) -> Figures:
    """Count the calls that came in since a moment, and who waits now (one statement)."""
    waited = F("answered_at") - F("offered_at")
    answered, lost = Q(answered_at__isnull=False), Q(state=State.ABANDONED)
    waits = Q(state__in=WAITING, offered_at__gt=at - FORGOTTEN)
    found = (
        told_by_exchanges()
        .filter(offered_at__gte=min(since, at - FORGOTTEN))
        .annotate(is_settled=settled())
        .aggregate(
            offered=Count("pk", filter=_today(since)),
            waiting=Count("pk", filter=waits),
            waiting_since=Min("offered_at", filter=waits),
            answered=Count("pk", filter=_today(since) & answered),
            within_15=Count("pk", filter=_today(since) & _within(15)),
            within_20=Count("pk", filter=_today(since) & _within(20)),
            abandoned=Count("pk", filter=_today(since) & lost),
            called_back=Count("pk", filter=_today(since) & lost & _called_back()),
            slowest=Max(waited, filter=_today(since)),
        )
    )
    first, slowest = found["waiting_since"], found.pop("slowest")
    found["longest_wait"] = max(0, int((at - first).total_seconds())) if first else 0
    found["longest_today"] = int(slowest.total_seconds()) if slowest else 0
    return Figures(**found)


def _today(since: datetime) -> Q:
    return Q(offered_at__gte=since)


def _within(seconds: int) -> Q:
    return Q(answered_at__lte=F("offered_at") + timedelta(seconds=seconds))


def _called_back() -> Q:
    return Q(called_back_at__isnull=False) | Q(is_settled=True)
