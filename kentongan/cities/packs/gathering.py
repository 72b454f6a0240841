"""Gathering what the files of a pack say, each on its own; faults are collected on the way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kentongan.cities.packs.facts import (
    DemoFacts,
    JurisdictionFacts,
    LettersFacts,
    PaceFacts,
    PackFacts,
    RuleFacts,
    SnippetFacts,
    UnitFacts,
)
from kentongan.cities.packs.faults import Findings
from kentongan.cities.packs.opening import open_text, open_yaml
from kentongan.cities.packs.parts import (
    alarms,
    calendar,
    city,
    demo,
    feeds,
    gauges,
    incidents,
    jurisdictions,
    knowledge,
    letters,
    neighbourhoods,
    pace,
    promises,
    rules,
    service_types,
    stages,
    units,
)
from kentongan.cities.packs.place_facts import NeighbourhoodFacts


def gather(folder: Path, findings: Findings) -> PackFacts | None:
    """What the files say, faults going into `findings`; None where city.yaml cannot be opened."""
    top = open_yaml(folder / "city.yaml", findings, city.FIELDS)
    places = jurisdictions.read_jurisdictions(folder, findings)
    if top is None:
        return None
    town = city.read_city(top)
    staff = open_yaml(folder / "units.yaml", findings, units.FIELDS)
    patterns = units.read_governing(staff, town.languages) if staff else ()
    typed = units.read_units(staff, town.languages) if staff else ()
    made = units.governed(patterns, places, typed)
    _mark_made(made, findings)
    return PackFacts(
        city=town,
        jurisdictions=places,
        units=units.superiors_first((*typed, *made)),
        governing=patterns,
        **_gather_days(folder, findings, town.languages),
        **_gather_types(folder, findings, town.languages),
        rules=_gather_rules(folder, findings),
        **_gather_sayings(folder, findings, town.languages),
        neighbourhoods=_gather_neighbourhoods(folder, findings, places),
        demo=_gather_demo(folder, findings),
        sources=open_text(folder / "SOURCES.md", findings) or "",
    )


def _mark_made(made: Sequence[UnitFacts], findings: Findings) -> None:
    for each in made:
        findings.mark("unit", each.code, *findings.lines["jurisdiction", each.code])


def _gather_days(folder: Path, findings: Findings, languages: tuple[str, ...]) -> dict[str, Any]:
    days = open_yaml(folder / "calendar.yaml", findings, calendar.FIELDS)
    return {
        "days": calendar.read_days(days, languages) if days else (),
        "periods": calendar.read_periods(days, languages) if days else (),
    }


def _gather_types(folder: Path, findings: Findings, languages: Sequence[str]) -> dict[str, Any]:
    """What can be asked for, what is promised, and how fast the city reminds and hands upward."""
    kinds = open_yaml(folder / "service_types.yaml", findings, service_types.FIELDS)
    if kinds is None:
        return {"groups": (), "service_types": (), "pace": PaceFacts()}
    shared = promises.read_shared(kinds)
    return {
        "groups": service_types.read_groups(kinds, languages),
        "service_types": service_types.read_types(kinds, languages, shared),
        "promised": shared,
        "pace": pace.read_pace(kinds),
    }


def _gather_rules(folder: Path, findings: Findings) -> tuple[RuleFacts, ...]:
    page = open_yaml(folder / "rules.yaml", findings, rules.FIELDS, required=False)
    return rules.read_rules(page) if page else ()


def _gather_neighbourhoods(
    folder: Path, findings: Findings, places: Sequence[JurisdictionFacts]
) -> tuple[NeighbourhoodFacts, ...]:
    if not (folder / neighbourhoods.FILE).is_file():
        return ()
    kelurahan = {each.code for each in places if each.level == "kelurahan"}
    return tuple(neighbourhoods.read_list(folder / neighbourhoods.FILE, findings, kelurahan))


def _gather_demo(folder: Path, findings: Findings) -> DemoFacts:
    page = open_yaml(folder / "demo.yaml", findings, demo.FIELDS, required=False)
    return demo.read_demo(page) if page else DemoFacts()


def _gather_sayings(folder: Path, findings: Findings, languages: Sequence[str]) -> dict[str, Any]:
    """How the city writes, what it answers at the telephone, and who tells it of what."""
    told = open_yaml(folder / "feeds.yaml", findings, feeds.FIELDS, required=False)
    events = open_yaml(folder / "incidents.yaml", findings, incidents.FIELDS, required=False)
    calling = open_yaml(folder / "alarms.yaml", findings, alarms.FIELDS, required=False)
    steps = open_yaml(folder / "stages.yaml", findings, stages.FIELDS, required=False)
    levels = open_yaml(folder / "gauges.yaml", findings, gauges.FIELDS, required=False)
    return {
        "feeds": feeds.read_feeds(told, languages) if told else (),
        "gauges": gauges.read_gauges(levels, languages) if levels else (),
        "incidents": incidents.read_kinds(events, languages) if events else (),
        "stages": stages.read_stages(steps, languages) if steps else (),
        "alarms": alarms.read_alarms(calling, languages) if calling else (),
        "letters": _gather_letters(folder, findings, languages),
        "knowledge": _gather_knowledge(folder, findings, languages),
    }


def _gather_letters(folder: Path, findings: Findings, languages: Sequence[str]) -> LettersFacts:
    page = open_yaml(folder / "letters.yaml", findings, letters.FIELDS, required=False)
    return letters.read_letters(page, languages) if page else LettersFacts()


def _gather_knowledge(
    folder: Path, findings: Findings, languages: Sequence[str]
) -> tuple[SnippetFacts, ...]:
    page = open_yaml(folder / "knowledge.yaml", findings, knowledge.FIELDS, required=False)
    return knowledge.read_snippets(page, languages) if page else ()
