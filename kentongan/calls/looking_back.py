"""The queue as it was at a past moment: every call keeps its moments, so we know who waited."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Min, Q

from kentongan.calls.figures import FORGOTTEN, Figures, told_by_exchanges

NEWEST = 50
"""So many calls are asked for their last moment; one that came before them is long over."""


def told_last(at: datetime, within: timedelta) -> datetime | None:
    """When an exchange had last told of a call, in the time before (one statement).

    Its signs of life without a call are not kept, so it may have been heard later than that.
    """
    calls = told_by_exchanges().filter(offered_at__gt=at - within, offered_at__lte=at)
    moments = calls.order_by("-offered_at").values_list("offered_at", "answered_at", "ended_at")
    told = (moment for call in moments[:NEWEST] for moment in call)
    return max((moment for moment in told if moment and moment <= at), default=None)


def figures_then(since: datetime, *, at: datetime) -> Figures:
    """Count the calls that had come in by then, and who waited (one statement)."""
    answered, ended = Q(answered_at__lte=at), Q(ended_at__lte=at)
    waits = ~answered & ~ended & Q(offered_at__gt=at - FORGOTTEN)
    lost = Q(ended_at__lte=at, answered_at=None) & Q(offered_at__gte=since)
    today = Q(offered_at__gte=since)
    found = (
        told_by_exchanges()
        .filter(offered_at__gte=min(since, at - FORGOTTEN), offered_at__lte=at)
        .aggregate(
            offered=Count("pk", filter=today),
            waiting=Count("pk", filter=waits),
            waiting_since=Min("offered_at", filter=waits),
            answered=Count("pk", filter=today & answered),
            within_15=Count("pk", filter=today & answered & _within(15)),
            within_20=Count("pk", filter=today & answered & _within(20)),
            abandoned=Count("pk", filter=lost),
            called_back=Count("pk", filter=lost & Q(called_back_at__lte=at)),
            slowest=Max(F("answered_at") - F("offered_at"), filter=today & answered),
        )
    )
    first, slowest = found["waiting_since"], found.pop("slowest")
    found["longest_wait"] = max(0, int((at - first).total_seconds())) if first else 0
    found["longest_today"] = int(slowest.total_seconds()) if slowest else 0
    return Figures(**found)


def _within(seconds: int) -> Q:
    return Q(answered_at__lte=F("offered_at") + timedelta(seconds=seconds))
