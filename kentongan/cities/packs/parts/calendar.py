"""calendar.yaml: the city's own non-working days, and other office hours for a while (Ramadan).

National days are never typed into a pack.
"""

from __future__ import annotations

from collections.abc import Sequence

from kentongan.cities.packs.calendar_facts import DayFacts, OfficePeriodFacts
from kentongan.cities.packs.pages import Page
from kentongan.cities.packs.parts.city import read_hours

FIELDS = ("days", "periods")
PERIOD_FIELDS = ("name", "first", "last", "office_hours", "source")


def read_days(page: Page, languages: Sequence[str]) -> tuple[DayFacts, ...]:
    found = []
    for each in page.pages("days", "date", "name", "source"):
        day = DayFacts(each.day("date"), each.texts("name", languages), each.text("source"))
        each.findings.mark("day", day.date.isoformat(), each.file, each.line_of("date"))
        found.append(day)
    return tuple(found)


def read_periods(page: Page, languages: Sequence[str]) -> tuple[OfficePeriodFacts, ...]:
    found: list[OfficePeriodFacts] = []
    for each in page.pages("periods", *PERIOD_FIELDS):
        period = OfficePeriodFacts(
            first=each.day("first"),
            last=each.day("last"),
            name=each.texts("name", languages),
            office_hours=read_hours(each),
            source=each.text("source"),
        )
        _check_dates(period, found, each)
        found.append(period)
    return tuple(sorted(found, key=lambda period: period.first))


def _check_dates(period: OfficePeriodFacts, others: list[OfficePeriodFacts], page: Page) -> None:
    if period.last < period.first:
        page.fault("'last' is before 'first'", "Swap the two dates.", at="last")
    for other in others:
        if other.first <= period.last and period.first <= other.last:
            wrong = f"Two periods hold on the same days ({other.first} to {other.last})"
            page.fault(wrong, "Let one end the day before the other begins.", at="first")
