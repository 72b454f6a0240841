"""Looking back: where everything stood at the end of a past day, from the books.

A day is reached by whole years, then whole months, then days: for each key at most as many
balances as years lie behind it, and 11 and 31 more. So the tenth year costs what the first did.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q, Sum

from kentongan.journal.models import Entry
from kentongan.measures.bookkeeping import add_up
from kentongan.measures.flows import COLUMNS
from kentongan.measures.models import Balance, Cut, Span

Standing = Mapping[tuple[str, str], Counter[str]]
"""What came and went, by cut and key."""


def until(
    day: date, waiting: Iterable[Entry], cut: Cut | None = None, keys: Collection[str] | None = None
) -> Standing:
    """Add up what came and went until the end of a day (one statement).

    :param waiting: the entries behind the bookmark
    :param cut: only this one, and of it only the keys given; None means every one
    """
    kept = Balance.objects.filter(_reach(day), **({"cut": cut} if cut else {}))
    if keys is not None:
        kept = kept.filter(key__in=keys)
    found: dict[tuple[str, str], Counter[str]] = {}
    rows = kept.order_by().values_list("cut", "key").annotate(*(Sum(name) for name in COLUMNS))
    for kept_cut, key, *sums in rows:
        found[kept_cut, key] = Counter(dict(zip(COLUMNS, sums, strict=True)))
    for (kept_cut, key, span, moved_on, column), count in add_up(waiting).counts.items():
        is_wanted = cut in {None, kept_cut} and (keys is None or key in keys)
        if is_wanted and span == Span.DAY and moved_on <= day:
            found.setdefault((kept_cut, key), Counter())[column] += count
    return found


def _reach(day: date) -> Q:
    month, year = day.replace(day=1), day.replace(month=1, day=1)
    return (
        Q(span=Span.YEAR, day__lt=year)
        | Q(span=Span.MONTH, day__gte=year, day__lt=month)
        | Q(span=Span.DAY, day__gte=month, day__lte=day)
    )
