"""A pack out of a running city: what is in the tables, as the facts it could be made from again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kentongan.alarms.loading import rule_facts
from kentongan.catalogue.knowing import snippet_facts
from kentongan.catalogue.shelf import Shelf, shelf
from kentongan.cities.packs import facts as f
from kentongan.config.exporting_time import city_rules, days, hours, pace, periods, shared
from kentongan.config.exporting_types import service_type
from kentongan.incidents.loading import kind_facts
from kentongan.mailroom.styling import letters_facts
from kentongan.places.directory import Directory, directory
from kentongan.places.loading_neighbourhoods import neighbourhood_facts
from kentongan.places.models import Jurisdiction, Profile, Unit
from kentongan.situation.gauges.loading import gauge_facts
from kentongan.situation.loading import feed_facts
from kentongan.stage.loading import stage_facts

DEPTH = {"city": 0, "kecamatan": 1, "kelurahan": 2}


def facts_of() -> f.PackFacts:
    """Return the current city as facts; units are written one by one, without patterns."""
    known, shelved = directory(), shelf()
    return f.PackFacts(
        city=_city(known),
        jurisdictions=tuple(_jurisdiction(known, place) for place in _parents_first(known)),
        units=tuple(_units(known)),
        governing=(),
        groups=tuple(f.GroupFacts(group.code, group.names) for group in shelved.groups),
        service_types=tuple(service_type(known, shelved, kind) for kind in shelved.offered),
        promised=shared(shelved),
        pace=pace(known.profile),
        **_dated(shelved),
        letters=letters_facts(),
        knowledge=snippet_facts(),
        feeds=feed_facts(),
        gauges=gauge_facts(),
        incidents=kind_facts(),
        alarms=rule_facts(),
        stages=stage_facts(),
        neighbourhoods=neighbourhood_facts(),
        demo=f.DemoFacts(places=tuple(_landmarks(known))),
        sources=f"Exported from {known.profile.name}.\n",
    )


def _landmarks(known: Directory) -> Iterator[f.DemoPlaceFacts]:
    for mark in known.landmarks:
        code = known.jurisdictions[mark.jurisdiction_id].code
        yield f.DemoPlaceFacts(mark.name, code, mark.lat, mark.lon)


def _dated(shelved: Shelf) -> dict[str, Any]:
    return {
        "days": tuple(days()),
        "periods": tuple(periods()),
        "rules": tuple(city_rules(shelved)),
    }


def _city(known: Directory) -> f.CityFacts:
    profile = known.profile
    return f.CityFacts(
        code=profile.code,
        slug=profile.slug,
        name=profile.name,
        short=profile.short,
        province=profile.province,
        zone=profile.zone,
        languages=tuple(profile.languages),
        lat=profile.centre_lat,
        lon=profile.centre_lon,
        office_hours=hours(profile.office_hours),
        emergency_numbers=tuple(
            f.EmergencyNumberFacts(one["names"], one["number"]) for one in profile.emergency
        ),
        contact=profile.contact,
        population=_population(profile),
        wording=profile.wording,
        first_gate=profile.first_gate,
    )


def _population(profile: Profile) -> f.PopulationFacts | None:
    told = profile.population
    if not told:
        return None
    return f.PopulationFacts(told["value"], date.fromisoformat(told["as_of"]), told["source"])


def _parents_first(known: Directory) -> list[Jurisdiction]:
    return sorted(known.jurisdictions.values(), key=lambda p: (DEPTH[p.level], p.code))


def _jurisdiction(known: Directory, place: Jurisdiction) -> f.JurisdictionFacts:
    parent = known.jurisdictions[place.parent_id].code if place.parent_id else None
    level: f.Level = place.level  # type: ignore[assignment]
    return f.JurisdictionFacts(place.code, level, parent, place.name, place.lat, place.lon)


def _units(known: Directory) -> list[f.UnitFacts]:
    waiting = [unit for unit in known.units.values() if unit.is_active]
    found: list[f.UnitFacts] = []
    level: set[int | None] = {None}
    while level:
        now = [unit for unit in waiting if unit.reports_to_id in level]
        found += [_unit(known, unit) for unit in now]
        level = {unit.pk for unit in now}
    return found


def _unit(known: Directory, unit: Unit) -> f.UnitFacts:
    return f.UnitFacts(
        code=unit.code,
        name=unit.names,
        kind=unit.kind,
        reports_to=known.units[unit.reports_to_id].code if unit.reports_to_id else None,
        jurisdiction=known.jurisdictions[unit.governs_id].code if unit.governs_id else None,
    )
