"""units.yaml: who does the work and who reports to whom; kecamatan and kelurahan by rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kentongan.cities.packs.facts import GoverningRule, JurisdictionFacts, UnitFacts
from kentongan.cities.packs.pages import Page

FIELDS = ("units", "governing")
LEVELS = ("city", "kecamatan", "kelurahan")
PARENT = "parent"
GOVERNING = "unit governing"


def read_units(page: Page, languages: Sequence[str]) -> tuple[UnitFacts, ...]:
    if not page.has("units"):
        page.fault("The field 'units' is missing", "Add 'units:' with a list of units.")
    fields = ("code", "name", "kind", "reports_to", "jurisdiction")
    return tuple(_read_unit(each, languages) for each in page.pages("units", *fields))


def _read_unit(page: Page, languages: Sequence[str]) -> UnitFacts:
    code = page.text("code")
    if code and not re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,39}", code):
        remedy = "Use small letters, digits, '-' and '.' only, at most 40 of them."
        page.fault(f"'code' has the wrong form: {code!r}", remedy, at="code")
    page.findings.mark("unit", code, page.file, page.line_of("code"))
    if page.has("jurisdiction"):
        governs = page.text("jurisdiction")
        page.findings.mark(GOVERNING, governs, page.file, page.line_of("jurisdiction"))
    return UnitFacts(
        code=code,
        name=page.texts("name", languages),
        kind=page.text("kind"),
        reports_to=page.text("reports_to", "") or None,
        jurisdiction=page.text("jurisdiction", "") or None,
    )


def read_governing(page: Page, languages: Sequence[str]) -> tuple[GoverningRule, ...]:
    fields = ("level", "kind", "name", "reports_to")
    return tuple(_read_rule(each, languages) for each in page.pages("governing", *fields))


def _read_rule(page: Page, languages: Sequence[str]) -> GoverningRule:
    level = page.choice("level", LEVELS)
    page.findings.mark("governing rule", level, page.file, page.line_of("level"))
    name = page.texts("name", languages)
    for text in name.values():
        if text and "{name}" not in text:
            page.fault("The pattern lacks '{name}'", "Write it like 'Camat {name}'.", at="name")
    return GoverningRule(level, page.text("kind"), name, page.text("reports_to"))


def governed(
    rules: Iterable[GoverningRule],
    jurisdictions: Iterable[JurisdictionFacts],
    typed: Iterable[UnitFacts] = (),
) -> tuple[UnitFacts, ...]:
    """One unit for each jurisdiction whose level has a rule and that no typed unit governs."""
    by_level = {rule.level: rule for rule in rules}
    heads: dict[str | None, str] = {u.jurisdiction: u.code for u in typed if u.jurisdiction}
    return tuple(
        _unit_of(by_level[each.level], each, heads)
        for each in jurisdictions
        if each.level in by_level and each.code not in heads
    )


def _unit_of(
    rule: GoverningRule, place: JurisdictionFacts, heads: Mapping[str | None, str]
) -> UnitFacts:
    above = heads.get(place.parent, place.parent)
    return UnitFacts(
        code=place.code,
        name={language: text.replace("{name}", place.name) for language, text in rule.name.items()},
        kind=rule.kind,
        reports_to=above if rule.reports_to == PARENT else rule.reports_to,
        jurisdiction=place.code,
    )


def superiors_first(units: Sequence[UnitFacts]) -> tuple[UnitFacts, ...]:
    """The units so that each stands after the one it reports to; circles keep their order."""
    waiting, ordered, known = list(units), [], set[str]()
    codes = {unit.code for unit in units}
    while waiting:
        ready = [u for u in waiting if u.reports_to not in codes or u.reports_to in known]
        ready = ready or waiting
        ordered.extend(ready)
        known.update(unit.code for unit in ready)
        waiting = [unit for unit in waiting if unit.code not in known]
    return tuple(ordered)
