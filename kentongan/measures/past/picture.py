"""A picture of the city at a past moment: the same numbers as `measures.picture`, taken later.

What it costs depends on what was open then and on that day, not on the whole history. Whether an
exchange was heard at that moment is not kept: the last call it told of counts.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from kentongan.calls.looking_back import figures_then, told_last
from kentongan.calls.touching import GONE
from kentongan.casework.models import Case
from kentongan.journal.models import Entry
from kentongan.journal.reading import Place
from kentongan.measures.balancing import TERMS, Equation
from kentongan.measures.bookkeeping import add_up
from kentongan.measures.flows import DESK, OUTCOMES
from kentongan.measures.ledger import bring_up_to_date, tail
from kentongan.measures.looking_back import until
from kentongan.measures.models import Cut, Span
from kentongan.measures.moment import bounds, local_day, one_moment
from kentongan.measures.past.standing import ENDED, HEARD, OF_A_DAY, PRESSING, TALLIES
from kentongan.measures.picture import MOST_SHOWN, Picture
from kentongan.measures.tallies import OpenWork, of_rows
from kentongan.measures.telephone import Telephone
from kentongan.places.directory import directory

HEARD_WITHIN = timedelta(days=2)
"""A door of which nothing was heard for so long shows no moment."""


def look_back(at: datetime) -> Picture:
    """Return the picture of the current city at a past moment (fourteen statements)."""
    bring_up_to_date()
    with one_moment():
        day = local_day(at)
        start = bounds(day)[0]
        work = of_rows(_rows(TALLIES, at=at))
        hours, today = _of_day(start, at)
        return Picture(
            at=at,
            day=day,
            place=_place(at),
            work=work,
            pressing=_pressing(at),
            hours=hours,
            today=today,
            ended=_ended(start, at),
            ever=_ever(day, start, at, work),
            sources=dict(_rows(HEARD, at=at, since=at - HEARD_WITHIN, desk=DESK)),
            telephone=_telephone(start, at),
        )


def _rows(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _pressing(at: datetime) -> list[Case]:
    return list(Case.objects.raw(PRESSING, {"at": at, "most": MOST_SHOWN}))


def _of_day(start: datetime, at: datetime) -> tuple[tuple[int | None, ...], Equation]:
    zone = directory().calendar.zone
    by_hour, stands = Counter[int](), Counter[str]()
    for hour, term, count in _rows(OF_A_DAY, zone=str(zone), start=start, at=at):
        by_hour[hour] += count
        stands[term] += count
    now = at.astimezone(zone).hour
    hours = tuple(by_hour[hour] if hour <= now else None for hour in range(24))
    return hours, Equation(received=stands.total(), **{term: stands[term] for term in TERMS})


def _ended(start: datetime, at: datetime) -> dict[str, int]:
    kinds = [f"case.{outcome}" for outcome in OUTCOMES]
    return {**dict.fromkeys(OUTCOMES, 0), **dict(_rows(ENDED, start=start, at=at, kinds=kinds))}


def _ever(day: date, start: datetime, at: datetime, work: OpenWork) -> Equation | None:
    """All that came until then: the books of the days before, and that day's entries."""
    waiting = tail()
    if waiting is None:
        return None
    before = [entry for entry in waiting if entry.at < start]
    sums: Counter[str] = Counter()
    for moved in until(day - timedelta(days=1), before, Cut.PLACE).values():
        sums.update(moved)
    that_day = Entry.objects.filter(at__gte=start, at__lte=at, about="case").order_by("xact", "id")
    for (cut, _key, span, _day, column), count in add_up(that_day).counts.items():
        sums[column] += count if cut == Cut.PLACE and span == Span.EVER else 0
    return Equation.from_flows(sums, work.city.open)


def _place(at: datetime) -> Place:
    """How far the journal had been written."""
    last = Entry.objects.filter(at__lte=at).order_by("-at", "-id").first()
    return Place(last.xact, last.pk) if last else Place()


def _telephone(start: datetime, at: datetime) -> Telephone:
    last = told_last(at, GONE)
    return Telephone(last is not None, last, False, figures_then(start, at=at))
