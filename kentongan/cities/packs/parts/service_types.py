"""service_types.yaml: what one can ask for, what is asked back, who answers and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast, get_args

from kentongan.cities.packs.facts import GroupFacts, RouteFacts, ServiceTypeFacts
from kentongan.cities.packs.pages import Page
from kentongan.cities.packs.parts.promises import Shared, check_bound, read_own
from kentongan.cities.packs.parts.questions import read_questions
from kentongan.cities.packs.service_facts import Level, Matter, RuleMatter

FIELDS = ("defaults", "groups", "service_types")
TYPE_FIELDS = (
    *("code", "name", "description", "group", "national", "keywords", "private", "emergency"),
    *("matter", "hint", "route", "promised", "questions"),
)
FEWEST_KEYWORDS = 6  # fewer, and suggestions from free words miss too often


def read_groups(page: Page, languages: Sequence[str]) -> tuple[GroupFacts, ...]:
    if not page.has("groups"):
        page.fault("The field 'groups' is missing", "Add 'groups:' with a list.")
    found = []
    for each in page.pages("groups", "code", "name"):
        group = GroupFacts(each.text("code"), each.texts("name", languages))
        each.findings.mark("group", group.code, each.file, each.line_of("code"))
        found.append(group)
    return tuple(found)


def read_types(
    page: Page, languages: Sequence[str], shared: Shared
) -> tuple[ServiceTypeFacts, ...]:
    if not page.has("service_types"):
        page.fault("The field 'service_types' is missing", "Add 'service_types:' with a list.")
    types = page.pages("service_types", *TYPE_FIELDS)
    return tuple(_read_type(each, languages, shared) for each in types)


def _read_type(page: Page, languages: Sequence[str], shared: Shared) -> ServiceTypeFacts:
    code = page.text("code")
    if code and not re.fullmatch(r"[A-Z]{2,6}-\d{2}", code):
        page.fault(f"'code' has the wrong form: {code!r}", "Write it like 'PJU-01'.", at="code")
    page.findings.mark("service type", code, page.file, page.line_of("code"))
    matter, emergency = page.choice("matter", get_args(Matter), "ordinary"), page.flag("emergency")
    own, ruled = read_own(page), cast(RuleMatter, "emergency" if emergency else matter)
    check_bound(page, own, shared, ruled)
    return ServiceTypeFacts(
        code=code,
        name=page.texts("name", languages),
        description=page.texts("description", languages),
        group=page.text("group"),
        keywords=_read_keywords(page),
        route=_read_route(page),
        promised=own,
        private=page.flag("private"),
        emergency=emergency,
        matter=matter,
        hint=page.texts("hint", languages) if page.has("hint") else None,
        questions=read_questions(page, languages),
        national=page.text("national", ""),
    )


def _read_keywords(page: Page) -> tuple[str, ...]:
    keywords = page.words("keywords")
    if len(set(keywords)) < FEWEST_KEYWORDS:
        remedy = f"Give at least {FEWEST_KEYWORDS} different words, everyday ones among them."
        page.fault(f"{len(set(keywords))} keywords are too few", remedy, at="keywords")
    return keywords


def _read_route(page: Page) -> RouteFacts:
    route = page.page("route", "unit", "level")
    if route is None or route.has("unit") == route.has("level"):
        remedy = "Write 'route: {unit: CODE}' or 'route: {level: kelurahan}'."
        page.fault("The route must name either a unit or a level", remedy, at="route")
        return RouteFacts(level="city")
    if route.has("unit"):
        return RouteFacts(unit=route.text("unit"))
    return RouteFacts(level=route.choice("level", get_args(Level)))
