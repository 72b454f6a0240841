"""What the rows of casework say, beside what the books say: where everything stands now, and what
came and ended on each day. Two ways of counting that share nothing.

It reads every case there is: for verifying, never for a page.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case as Choice
from django.db.models import CharField, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, TruncDate

from kentongan.casework.models import Case, Disposition, Reopening
from kentongan.journal.models import Entry
from kentongan.journal.reading import follows
from kentongan.measures.balancing import SIDES, Equation
from kentongan.measures.bookkeeping import Sums, add_up, marked
from kentongan.measures.flows import BACK, COLUMNS, HEADINGS, OUTCOMES
from kentongan.measures.models import BEGINNING, Balance, Cut, Span
from kentongan.places.directory import directory

Found = Counter[tuple[str, str, str, date, str]]


def now_by_rows() -> Found:
    """Count all cases by heading and state (one statement for each cut)."""
    found: Found = Counter()
    for cut, name in HEADINGS:
        keyed = Case.objects.order_by().annotate(key=_key(cut, name))
        for key, *counts in keyed.values_list("key").annotate(**SIDES):
            for side, count in zip(SIDES, counts, strict=True):
                found[str(cut), key, Span.EVER.value, BEGINNING, side] = count
    return found


def now_by_books() -> Found:
    """Say the same from the books and the entries behind them."""
    moved: dict[tuple[str, str], Counter[str]] = {}
    for balance in Balance.objects.filter(span=Span.EVER):
        counts = {name: getattr(balance, name) for name in COLUMNS}
        moved[balance.cut, balance.key] = Counter(counts)
    for (cut, key, span, _, column), count in _behind().counts.items():
        if span == Span.EVER:
            moved.setdefault((cut, key), Counter())[column] += count
    found: Found = Counter()
    for (cut, key), sums in moved.items():
        equation = Equation.from_flows(sums)
        for side in SIDES:
            found[cut, key, Span.EVER.value, BEGINNING, side] = getattr(equation, side)
    return found


def days_by_rows() -> Found:
    """Count what came on each day, and what ended on it less what came back on it."""
    found: Found = Counter()
    for day, count in _by_day(Case.objects.all(), "opened_at"):
        found[_on(day, "received")] = count
    for day, outcome, count in _by_day(Disposition.objects.all(), "at", "outcome"):
        found[_on(day, outcome)] += count
    back = Reopening.objects.exclude(was_outcome="")
    for day, outcome, count in _by_day(back, "at", "was_outcome"):
        found[_on(day, outcome)] -= count
    return found


def days_by_books() -> Found:
    """Say the same from the books and the entries behind them, as the sum over all channels."""
    moved: dict[date, Counter[str]] = {}
    rows = Balance.objects.filter(span=Span.DAY, cut=Cut.CHANNEL).order_by().values_list("day")
    for day, *counts in rows.annotate(*(Sum(name) for name in COLUMNS)):
        moved[day] = Counter(dict(zip(COLUMNS, counts, strict=True)))
    for (cut, _key, span, day, column), count in _behind().counts.items():
        if cut == Cut.CHANNEL and span == Span.DAY:
            moved.setdefault(day, Counter())[column] += count
    found: Found = Counter()
    for day, sums in moved.items():
        found[_on(day, "received")] = sums["received"]
        for outcome in OUTCOMES:
            found[_on(day, outcome)] = sums[outcome] - sums[BACK[outcome]]
    return found


def _key(cut: Cut, name: str) -> Choice:
    """The heading of a case, as the journal tells it: of oversight neither place, unit nor type."""
    own = Cast(F(name), CharField())
    withheld = str(directory().city.pk) if cut == Cut.PLACE else "0"
    if cut == Cut.CHANNEL:
        return Choice(default=own)
    return Choice(When(Q(is_oversight=True), then=Value(withheld)), default=own)


def _by_day(rows: QuerySet[Any, Any], column: str, *by: str) -> Iterable[tuple[Any, ...]]:
    zone = directory().calendar.zone
    days = rows.order_by().annotate(on=TruncDate(column, tzinfo=zone)).values_list("on", *by)
    found: QuerySet[Any, tuple[Any, ...]] = days.annotate(count=Count("pk"))
    return found.iterator()


def _on(day: date, column: str) -> tuple[str, str, str, date, str]:
    return "city", "", Span.DAY.value, day, column


def _behind() -> Sums:
    """Add up what is in sight and not entered yet, however much that is."""
    return add_up(Entry.objects.filter(follows(marked())).iterator())
