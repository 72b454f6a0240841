"""Writing a pack: facts become files again, such that reading them gives the same facts."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from kentongan.cities.packs.facts import CityFacts, OfficeHoursFacts, PackFacts, UnitFacts
from kentongan.cities.packs.gauge_plain import plain_gauges
from kentongan.cities.packs.lettering import plain_letters
from kentongan.cities.packs.listing import neighbourhoods_csv
from kentongan.cities.packs.parts import neighbourhoods
from kentongan.cities.packs.parts.city import WEEKDAYS
from kentongan.cities.packs.parts.jurisdictions import COLUMNS, FILE
from kentongan.cities.packs.parts.units import governed
from kentongan.cities.packs.plaining import flow, plain, plain_demo, plain_types, trimmed
from kentongan.cities.packs.watch_plain import plain_alarms, plain_stages


def write(facts: PackFacts, folder: Path) -> None:
    """Write all files of the pack into `folder`, replacing those that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_yaml(folder / "city.yaml", plain_city(facts.city), "Who the city is.")
    _write_yaml(folder / "units.yaml", plain_units(facts), "Who does the work, and under whom.")
    (folder / FILE).write_text(jurisdictions_csv(facts), encoding="utf-8", newline="")
    title = "What one can ask for, who answers, and by when."
    _write_yaml(folder / "service_types.yaml", plain_types(facts), title)
    title = "The city's own non-working days; national ones come from a library."
    _write_yaml(folder / "calendar.yaml", plain_calendar(facts), title)
    title = "What the city sets itself besides its promises; where nothing stands, the usual holds."
    _write_yaml(folder / "rules.yaml", plain_rules(facts), title)
    _write_yaml(folder / "letters.yaml", plain_letters(facts.letters), "How the city writes.")
    title = "What people often ask at the telephone, and what is read out to them."
    _write_yaml(folder / "knowledge.yaml", plain_knowledge(facts), title)
    _write_outside(facts, folder)
    if facts.incidents:
        title = "What many tell of at once, and what is then to be done."
        _write_yaml(folder / "incidents.yaml", plain_incidents(facts), title)
    title = "Believable play for demonstrations: texts of our own, persons that do not exist."
    _write_yaml(folder / "demo.yaml", plain_demo(facts.demo), title)
    if facts.neighbourhoods:
        listed = neighbourhoods_csv(facts.neighbourhoods)
        (folder / neighbourhoods.FILE).write_text(listed, encoding="utf-8", newline="")
    (folder / "SOURCES.md").write_text(facts.sources, encoding="utf-8")


def _write_outside(facts: PackFacts, folder: Path) -> None:
    if facts.feeds:
        title = "What the city is told from outside."
        _write_yaml(folder / "feeds.yaml", plain_feeds(facts), title)
    if facts.gauges:
        title = "Where rivers are measured, and what their levels mean, in cm: docs/gauges.md."
        _write_yaml(folder / "gauges.yaml", {"gauges": plain_gauges(facts.gauges)}, title)
    if facts.alarms:
        title = "What calls for somebody at once, and what they do then; all else is information."
        _write_yaml(folder / "alarms.yaml", {"rules": plain_alarms(facts.alarms)}, title)
    if facts.stages:
        title = "The city's stages 1 to 5: what proposes each, and what it asks of people."
        _write_yaml(folder / "stages.yaml", {"stages": plain_stages(facts.stages)}, title)


def _write_yaml(path: Path, values: Any, title: str) -> None:
    yaml = YAML(typ="rt", pure=True)
    yaml.width = 100
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.ignore_aliases = lambda *_: True  # people edit this: no &id001
    text = StringIO()
    text.write(f"# {title}\n")
    yaml.dump(values, text)
    path.write_text(text.getvalue(), encoding="utf-8")


def plain_calendar(facts: PackFacts) -> dict[str, Any]:
    values = {"days": [trimmed(plain(day)) for day in facts.days]}
    if facts.periods:
        values["periods"] = [
            {**plain(each), "office_hours": _hours(each.office_hours)} for each in facts.periods
        ]
    return values


def _hours(hours: Iterable[OfficeHoursFacts]) -> dict[str, str]:
    return {WEEKDAYS[each.weekday]: f"{each.opens:%H:%M}-{each.closes:%H:%M}" for each in hours}


def plain_rules(facts: PackFacts) -> dict[str, Any]:
    # Not trimmed: an amount may be 0.
    rules = [plain(rule) for rule in facts.rules]
    return {"rules": [{k: v for k, v in rule.items() if v is not None} for rule in rules]}


def plain_knowledge(facts: PackFacts) -> dict[str, Any]:
    return {"snippets": [trimmed(plain(each)) for each in facts.knowledge]}


def plain_feeds(facts: PackFacts) -> dict[str, Any]:
    # What is not asked says so: `trimmed` would leave out the word, and it would be asked.
    return {"feeds": [trimmed(plain(each)) | {"active": each.active} for each in facts.feeds]}


def plain_incidents(facts: PackFacts) -> dict[str, Any]:
    return {"kinds": [trimmed(plain(each)) for each in facts.incidents]}


def plain_city(city: CityFacts) -> dict[str, Any]:
    values = plain(city)
    values.update(
        languages=flow(list(city.languages)),
        office_hours=_hours(city.office_hours),
        centre=flow(_centre(city)),
    )
    del values["lat"], values["lon"]
    return trimmed(values)


def _centre(city: CityFacts) -> dict[str, float]:
    return {"lat": city.lat, "lon": city.lon}


def plain_units(facts: PackFacts) -> dict[str, Any]:
    """The typed units and the rules; units that the rules make again are left out."""
    own = [unit for unit in facts.units if unit.code != unit.jurisdiction]
    made = governed(facts.governing, facts.jurisdictions, own)
    typed: list[UnitFacts] = [unit for unit in facts.units if unit not in made]
    return {
        "units": [trimmed(plain(unit)) for unit in typed],
        "governing": [plain(rule) for rule in facts.governing],
    }


def jurisdictions_csv(facts: PackFacts) -> str:
    text = StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for each in sorted(facts.jurisdictions, key=lambda place: place.code):
        known = (each.lat, each.lon) != (0, 0)
        centre = (f"{each.lat:.3f}", f"{each.lon:.3f}") if known else ("", "")
        rows.writerow((each.code, each.level, each.parent or "", each.name, *centre))
    return text.getvalue()
