"""Recounting: what the books ought to say, from the journal alone, a month at a time.

The whole history streams by; what is held in memory is one month, and the sums over months. Only
entries up to the bookmark are counted: what lies behind it is not in the books yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Max, Min
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThanOrEqual

from kentongan.journal.models import Entry
from kentongan.journal.reading import Place
from kentongan.measures.bookkeeping import Sums, add_up
from kentongan.measures.models import Span
from kentongan.measures.moment import local_day
from kentongan.places.directory import directory

CHUNK = 2000
SHORT, LONG = (Span.DAY, Span.MONTH), (Span.YEAR, Span.EVER)


@dataclass(frozen=True, slots=True)
class Part:
    """All that the books ought to hold of these spans from one day up to, not at, another."""

    spans: tuple[Span, ...]
    first: date
    beyond: date
    sums: Sums


def recount(mark: Place) -> Iterator[Part]:
    """Yield the books part by part: each month, then the years and all of it.

    Inside a transaction, or nothing is streamed.
    """
    longer, month = Sums(), date.max
    first, last = _ends(mark)
    if first and last:
        month = first.replace(day=1)
        yield Part(SHORT, date.min, month, Sums())
        while month <= last:
            counted = add_up(_entries(month, mark))
            yield Part(SHORT, month, _next(month), _short(counted, longer))
            month = _next(month)
    else:
        month = date.min
    yield Part(SHORT, month, date.max, Sums())
    yield Part(LONG, date.min, date.max, longer)


def _short(counted: Sums, longer: Sums) -> Sums:
    """Return the days and months of what was counted; add its longer spans to those."""
    short = Sums()
    for heading, at in counted.dates.items():
        (short if heading[2] in SHORT else longer).add(heading, at, None)
    for key, count in counted.counts.items():
        (short if key[2] in SHORT else longer).counts[key] += count
    return short


def _until(mark: Place) -> TupleLessThanOrEqual:
    return TupleLessThanOrEqual(Tuple(F("xact"), F("id")), tuple(mark))


def _ends(mark: Place) -> tuple[date | None, date | None]:
    """The first and the last day on which anything was entered."""
    moments = Entry.objects.filter(_until(mark)).aggregate(first=Min("at"), last=Max("at"))
    first, last = moments["first"], moments["last"]
    return (local_day(first), local_day(last)) if first else (None, None)


def _entries(month: date, mark: Place) -> Iterator[Entry]:
    """Stream a month's entries, by the index of moments."""
    rows = Entry.objects.filter(_until(mark), at__gte=_start(month), at__lt=_start(_next(month)))
    return rows.order_by().iterator(chunk_size=CHUNK)


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), directory().calendar.zone)
