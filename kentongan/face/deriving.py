"""A deadline's derivation in sentences a citizen can check with a calendar in hand.

Words what `toolbox.working_time.Term.derivation()` froze with the deadline; nothing is computed
anew, so that the sentence tells how it came about then, not how it would come about today.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kentongan.face import formatting
from kentongan.face.deriving_pauses import other_hours, stood_still

Run = tuple[date, date, tuple[str, ...]]
"""First and last day of days off in a row, and what they are called."""


def derive(
    derivation: Mapping[str, Any],
    due_at: datetime,
    *,
    began: datetime | None = None,
    source: str = "",
    now: datetime | None = None,
) -> list[str]:
    """Return the sentences, in the language of the visitor and the time zone of `now`.

    :param derivation: what the deadline keeps: starts, amount, unit, skipped, calendar, and where
        there are any `paused` and the `period` of other office hours
    :param began: the moment the clock began; without it only the day is told
    :param source: the rule the term follows, as its citation
    """
    now = timezone.localtime(now)
    cited = "; ".join(part for part in (source, derivation.get("calendar", "")) if part)
    source_told = [_("Source: %(source)s.") % {"source": cited}] if cited else []
    if not derivation:  # a deadline that was carried over from elsewhere, without its sum
        return source_told
    starts = _noon(date.fromisoformat(derivation["starts"]), now)
    if derivation["unit"] == "hours":
        told = list(_hours(derivation, began or starts, due_at, now))
    elif derivation["unit"] == "working_hours":
        told = list(_working_hours(derivation, began or starts, due_at, now))
    else:
        told = list(_working_days(derivation, starts, due_at, now))
    return told + source_told


def _hours(
    derivation: Mapping[str, Any], began: datetime, due_at: datetime, now: datetime
) -> Iterator[str]:
    language, amount = get_language() or "id", derivation["amount"]
    form = ngettext(
        "%(n)s hour from %(start)s, around the clock.",
        "%(n)s hours from %(start)s, around the clock.",
        amount,
    )
    yield form % {"n": amount, "start": formatting.moment(began, language, now)}
    yield from stood_still(derivation, now)
    yield _("It ends on %(due)s.") % {"due": formatting.moment(due_at, language, now)}


def _working_hours(
    derivation: Mapping[str, Any], began: datetime, due_at: datetime, now: datetime
) -> Iterator[str]:
    language, amount = get_language() or "id", derivation["amount"]
    form = ngettext(
        "%(n)s working hour from %(start)s.", "%(n)s working hours from %(start)s.", amount
    )
    yield form % {"n": amount, "start": formatting.moment(began, language, now)}
    yield _("Only the hours count in which the offices are open.")
    for run in runs(derivation.get("skipped", ())):
        yield _days_off(run, now)
    yield from stood_still(derivation, now)
    yield from other_hours(derivation)
    yield _("It ends on %(due)s.") % {"due": formatting.moment(due_at, language, now)}


def _working_days(
    derivation: Mapping[str, Any], starts: datetime, due_at: datetime, now: datetime
) -> Iterator[str]:
    language = get_language() or "id"
    form = ngettext(
        "%(n)s working day from %(start)s, counted from the next day on.",
        "%(n)s working days from %(start)s, counted from the next day on.",
        derivation["amount"],
    )
    yield form % {"n": derivation["amount"], "start": formatting.day(starts, language, now)}
    yield _("Days on which the offices are closed do not count.")
    for run in runs(derivation.get("skipped", ())):
        yield _days_off(run, now)
    yield from stood_still(derivation, now)
    yield from other_hours(derivation)
    due = formatting.moment(due_at, language, now)
    yield _("It ends on %(due)s, when the office closes.") % {"due": due}


def _days_off(run: Run, now: datetime) -> str:
    language = get_language() or "id"
    first, last, names = run
    end = formatting.day(_noon(last, now), language, now)
    if first == last:
        return _("%(day)s is a day off: %(names)s.") % {"day": end, "names": ", ".join(names)}
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
        end = end.rpartition(", ")[2] if ", " in end else end.partition(" ")[2]
    else:
        start = formatting.day(_noon(first, now), language, now)
    return _("%(start)s–%(end)s are days off: %(names)s.") % {
        "start": start,
        "end": end,
        "names": ", ".join(names),
    }


def runs(skipped: Sequence[Sequence[str]]) -> Iterator[Run]:
    """Put days off that follow each other together: [["2026-03-18", "Nyepi"], …]."""
    first = last = None
    names: list[str] = []
    for text, name in skipped:
        day = date.fromisoformat(text)
        if first and last and day - last > timedelta(days=1):
            yield first, last, tuple(dict.fromkeys(names))
            first, names = None, []
        first, last = first or day, day
        names.append(name)
    if first and last:
        yield first, last, tuple(dict.fromkeys(names))


def _noon(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(12), now.tzinfo)
