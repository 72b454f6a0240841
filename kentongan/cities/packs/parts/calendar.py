"""calendar.yaml: the city's own non-working days. National ones are never typed into a pack."""

from __future__ import annotations

from collections.abc import Sequence

from kentongan.cities.packs.facts import DayFacts
from kentongan.cities.packs.pages import Page

FIELDS = ("days",)


def read_days(page: Page, languages: Sequence[str]) -> tuple[DayFacts, ...]:
    found = []
    for each in page.pages("days", "date", "name", "source"):
        day = DayFacts(each.day("date"), each.texts("name", languages), each.text("source"))
        each.findings.mark("day", day.date.isoformat(), each.file, each.line_of("date"))
        found.append(day)
    return tuple(found)
