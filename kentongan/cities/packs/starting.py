"""Starting the pack of another city: what is known is filled in, what only it knows is marked."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from pathlib import Path

from lokal import wilayah

from kentongan.cities.packs.facts import (
    CityFacts,
    DemoFacts,
    EmergencyNumberFacts,
    GoverningRule,
    JurisdictionFacts,
    OfficeHoursFacts,
    PackFacts,
    UnitFacts,
)
from kentongan.cities.packs.faults import BrokenPack, Fault
from kentongan.cities.packs.feed_facts import at_home
from kentongan.cities.packs.parts.units import governed, superiors_first
from kentongan.cities.packs.reading import read
from kentongan.cities.packs.writing import write

Centres = Mapping[str, tuple[float, float]]
TEMPLATE = Path(__file__).parent / "template"


def start_pack(
    code: str, folder: Path, *, centres: Path | None = None, template: Path = TEMPLATE
) -> PackFacts:
    """Write a pack for the kabupaten or kota `code` ("12.34") into the empty `folder`.

    `centres` is a CSV with the columns code,lat,lon (degrees) of the kelurahan. Without it the
    centres stay empty (0, 0) and the checker asks for them.

    :raises BrokenPack: if the code is unknown or the folder already holds something
    """
    area = wilayah.get_wilayah(code)
    if area is None or area.level != 2:
        wrong = f"{code!r} is no kabupaten or kota"
        raise BrokenPack([Fault(str(folder), 0, wrong, "Give its Kemendagri code, like 12.34.")])
    if folder.is_dir() and any(folder.iterdir()):
        raise BrokenPack([Fault(str(folder), 0, "The folder is not empty", "Give a new folder.")])
    model = read(template)
    places = _places(area.code, area.name, _read_centres(centres))
    facts = _fill(model, area.code, area.name, places)
    write(facts, folder)
    return facts


def _fill(
    model: PackFacts, code: str, name: str, places: tuple[JurisdictionFacts, ...]
) -> PackFacts:
    rules = tuple(_worded(rule, code) for rule in model.governing)
    typed = [unit for unit in model.units if unit.jurisdiction is None]
    units: tuple[UnitFacts, ...] = (*typed, *governed(rules, places))
    return replace(
        model,
        city=_city(model.city, code, name, places[0]),
        jurisdictions=places,
        units=superiors_first(units),
        governing=rules,
        feeds=at_home(model.feeds, max(place.code for place in places)),
        days=(),
        demo=DemoFacts(),
        sources=model.sources.replace("{name}", name).replace("{code}", code),
    )


def _worded(rule: GoverningRule, code: str) -> GoverningRule:
    """Most places of a kabupaten are a desa, and their units are called so."""
    if rule.level != "kelurahan":
        return rule
    kinds = [p.type for d in wilayah.list_wilayah(code) for p in wilayah.list_wilayah(d.code)]
    if kinds.count("desa") * 2 <= len(kinds):
        return rule
    name = {language: text.replace("Kelurahan", "Desa") for language, text in rule.name.items()}
    return replace(rule, name=name, kind="desa")


def _city(model: CityFacts, code: str, name: str, top: JurisdictionFacts) -> CityFacts:
    # A kota and a kabupaten may share their name; the kota keeps the short form.
    plain = re.sub(r"^kota (administrasi )?", "", name.lower()).replace("kabupaten", "kab")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return replace(
        model,
        code=code,
        slug=slug,
        name=name,
        short=re.sub(r"[^A-Z]|^KAB-", "", slug.upper())[:3],
        province=wilayah.wilayah_name(code[:2]) or "",
        lat=top.lat,
        lon=top.lon,
        office_hours=tuple(OfficeHoursFacts(day, time(8), time(16)) for day in range(5)),
        emergency_numbers=(
            EmergencyNumberFacts({"id": "Panggilan darurat", "en": "Emergency call"}, "112"),
        ),
        contact={},
        population=None,
        wording={},
    )


def _places(code: str, name: str, centres: Centres) -> tuple[JurisdictionFacts, ...]:
    districts, villages = [], []
    for district in wilayah.list_wilayah(code):
        below = [
            JurisdictionFacts(
                each.code, "kelurahan", district.code, each.name, *centres.get(each.code, (0, 0))
            )
            for each in wilayah.list_wilayah(district.code)
        ]
        middle = _middle(below)
        districts.append(
            JurisdictionFacts(district.code, "kecamatan", code, district.name, *middle)
        )
        villages.extend(below)
    city = JurisdictionFacts(code, "city", None, name, *_middle(districts))
    return (city, *districts, *villages)


def _middle(places: list[JurisdictionFacts]) -> tuple[float, float]:
    known = [each for each in places if (each.lat, each.lon) != (0, 0)]
    if not known:
        return 0.0, 0.0
    lats, lons = (sum(getattr(each, axis) for each in known) for axis in ("lat", "lon"))
    return round(lats / len(known), 3), round(lons / len(known), 3)


def _read_centres(path: Path | None) -> Centres:
    if path is None:
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        return {
            row["code"]: (round(float(row["lat"]), 3), round(float(row["lon"]), 3)) for row in rows
        }
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, TypeError, ValueError) as error:
        remedy = "It must be UTF-8 with the columns code,lat,lon in degrees."
        raise BrokenPack([Fault(path.name, 0, f"Cannot be read: {error}", remedy)]) from error
