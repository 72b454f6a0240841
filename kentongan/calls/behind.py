"""The calls behind each figure, counted as `figures` counts them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from kentongan.calls.call import WAITING, Call, State
from kentongan.calls.calling_back import settled
from kentongan.calls.figures import FORGOTTEN, told_by_exchanges

Rows = Callable[[datetime, datetime], QuerySet[Call]]


def _came_in(since: datetime) -> QuerySet[Call]:
    return told_by_exchanges().filter(offered_at__gte=since)


def _within(seconds: int, since: datetime) -> QuerySet[Call]:
    soon = F("offered_at") + timedelta(seconds=seconds)
    return _came_in(since).filter(answered_at__lte=soon)


def _lost(since: datetime) -> QuerySet[Call]:
    return _came_in(since).filter(state=State.ABANDONED)


ROWS: Mapping[str, Rows] = {
    "menunggu": lambda since, at: _came_in(at - FORGOTTEN).filter(state__in=WAITING),
    "masuk": lambda since, at: _came_in(since),
    "terjawab": lambda since, at: _came_in(since).filter(answered_at__isnull=False),
    "15": lambda since, at: _within(15, since),
    "20": lambda since, at: _within(20, since),
    "putus": lambda since, at: _lost(since),
    "kembali": lambda since, at: _lost(since).filter(Q(called_back_at__isnull=False) | settled()),
}
"""By the word in the address: since when the day runs, and the moment."""
