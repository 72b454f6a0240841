"""Gathering what the files of a pack say, each on its own; faults are collected on the way."""

from __future__ import annotations

from pathlib import Path

from kentongan.cities.packs.facts import (
    CityFacts,
    DayFacts,
    DemoFacts,
    GroupFacts,
    PackFacts,
    ServiceTypeFacts,
)
from kentongan.cities.packs.faults import Findings
from kentongan.cities.packs.opening import open_text, open_yaml
from kentongan.cities.packs.parts import calendar, city, demo, jurisdictions, service_types, units


def gather(folder: Path, findings: Findings) -> PackFacts | None:
    """What the files say, faults going into `findings`; None where city.yaml cannot be opened."""
    top = open_yaml(folder / "city.yaml", findings, city.FIELDS)
    places = jurisdictions.read_jurisdictions(folder, findings)
    if top is None:
        return None
    town = city.read_city(top)
    staff = open_yaml(folder / "units.yaml", findings, units.FIELDS)
    rules = units.read_governing(staff, town.languages) if staff else ()
    typed = units.read_units(staff, town.languages) if staff else ()
    made = units.governed(rules, places, typed)
    for each in made:
        findings.mark("unit", each.code, *findings.lines["jurisdiction", each.code])
    groups, types = _gather_types(folder, findings, town)
    return PackFacts(
        city=town,
        jurisdictions=places,
        units=units.superiors_first((*typed, *made)),
        governing=rules,
        groups=groups,
        service_types=types,
        days=_gather_days(folder, findings, town),
        demo=_gather_demo(folder, findings),
        sources=open_text(folder / "SOURCES.md", findings) or "",
    )


def _gather_types(
    folder: Path, findings: Findings, town: CityFacts
) -> tuple[tuple[GroupFacts, ...], tuple[ServiceTypeFacts, ...]]:
    page = open_yaml(folder / "service_types.yaml", findings, service_types.FIELDS)
    if page is None:
        return (), ()
    groups = service_types.read_groups(page, town.languages)
    return groups, service_types.read_types(page, town.languages)


def _gather_days(folder: Path, findings: Findings, town: CityFacts) -> tuple[DayFacts, ...]:
    page = open_yaml(folder / "calendar.yaml", findings, calendar.FIELDS)
    return calendar.read_days(page, town.languages) if page else ()


def _gather_demo(folder: Path, findings: Findings) -> DemoFacts:
    page = open_yaml(folder / "demo.yaml", findings, demo.FIELDS, required=False)
    return demo.read_demo(page) if page else DemoFacts()
