"""demo.yaml: texts of our own making that play the city in a demonstration. Optional."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from kentongan.cities.packs.demo_facts import AnswerKind, Role
from kentongan.cities.packs.facts import (
    DemoAnswerFacts,
    DemoFacts,
    DemoPlaceFacts,
    DemoReportFacts,
    DemoUserFacts,
)
from kentongan.cities.packs.pages import Page
from kentongan.cities.packs.parts.city import trouble_with_place

FIELDS = ("places", "reports", "answers", "users", "sentences", "titles")
BLANKS = ("type", "place", "landmark")


def read_demo(page: Page) -> DemoFacts:
    reports = page.pages("reports", "service_type", "text", "answers")
    answers = page.pages("answers", "group", "kind", "service_types", "text")
    return DemoFacts(
        places=_read_places(page),
        reports=tuple(_read_report(each, number) for number, each in enumerate(reports)),
        answers=tuple(_read_answer(each, number) for number, each in enumerate(answers)),
        users=_read_users(page),
        sentences=_read_sentences(page),
        titles={str(kind): str(title) for kind, title in _titles(page).items()},
    )


def _titles(page: Page) -> Mapping[Any, Any]:
    given = page.page("titles")
    return given.values if given else {}


def _read_sentences(page: Page) -> tuple[str, ...]:
    sentences = page.words("sentences")
    for sentence in sentences:
        try:
            sentence.format(**dict.fromkeys(BLANKS, ""))
        except (KeyError, IndexError, ValueError):
            wrong = f"A sentence has a blank that nobody fills: {sentence!r}"
            page.fault(wrong, "Use {type}, {place} and {landmark} only.", at="sentences")
    return sentences


def _read_places(page: Page) -> tuple[DemoPlaceFacts, ...]:
    found = []
    for each in page.pages("places", "name", "jurisdiction", "lat", "lon"):
        place = DemoPlaceFacts(
            each.text("name"), each.text("jurisdiction"), each.number("lat"), each.number("lon")
        )
        each.findings.mark("place", place.name, each.file, each.line_of("name"))
        if trouble := trouble_with_place(place.lat, place.lon):
            each.fault(*trouble, at="lat")
        found.append(place)
    return tuple(found)


def _read_report(page: Page, number: int) -> DemoReportFacts:
    page.findings.mark("report", str(number), page.file, page.line)
    answers: dict[str, str | tuple[str, ...]] = {}
    given = page.page("answers")
    for key, value in (given.values if given else {}).items():
        answers[str(key)] = _plain(value)
    return DemoReportFacts(page.text("service_type"), page.text("text"), answers)


def _plain(value: Any) -> str | tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else str(value)


def _read_answer(page: Page, number: int) -> DemoAnswerFacts:
    page.findings.mark("answer", str(number), page.file, page.line)
    kind = page.choice("kind", get_args(AnswerKind))
    types = page.words("service_types")
    return DemoAnswerFacts(page.text("group"), kind, page.text("text"), types)


def _read_users(page: Page) -> tuple[DemoUserFacts, ...]:
    found = []
    for each in page.pages("users", "username", "name", "role", "unit", "rw", "rt"):
        user = DemoUserFacts(
            each.text("username"),
            each.text("name"),
            each.choice("role", get_args(Role)),
            each.text("unit"),
            each.text("rw", ""),
            each.text("rt", ""),
        )
        each.findings.mark("user", user.username, each.file, each.line_of("username"))
        found.append(user)
    return tuple(found)
