"""Loading the places of a city pack: rows are matched by code, so that loading again mends."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from kentongan.cities.packs.facts import (
    CityFacts,
    DemoPlaceFacts,
    JurisdictionFacts,
    PopulationFacts,
    UnitFacts,
)
from kentongan.journal.recording import record
from kentongan.places.loading_hours import hours_by_day
from kentongan.places.models import Jurisdiction, Landmark, Profile, Unit

Geometry = Mapping[str, Any]


@transaction.atomic
def load_profile(facts: CityFacts, *, at: datetime) -> Profile:
    """Write what is true of the whole city and count its version up."""
    values = {**_columns(facts), "loaded_at": at}
    profile, _ = Profile.objects.update_or_create(pk=1, defaults=values)
    touch()
    record("city.loaded", about=("city", profile.pk), by=None, at=at)
    return profile


def _columns(facts: CityFacts) -> dict[str, Any]:
    values: dict[str, Any] = {
        "code": facts.code,
        "slug": facts.slug,
        "name": facts.name,
        "short": facts.short,
        "province": facts.province,
        "zone": facts.zone,
        "languages": list(facts.languages),
        "centre_lat": facts.lat,
        "centre_lon": facts.lon,
        "office_hours": hours_by_day(facts.office_hours),
        "contact": dict(facts.contact),
        "emergency": [
            {"names": dict(one.name), "number": one.number} for one in facts.emergency_numbers
        ],
        "first_gate": facts.first_gate,
        "wording": {key: dict(text) for key, text in facts.wording.items()},
    }
    if facts.population:
        values["population"] = _population(facts.population)
    return values


def _population(told: PopulationFacts) -> dict[str, Any]:
    return {"value": told.value, "as_of": told.as_of.isoformat(), "source": told.source}


def touch() -> None:
    """Count the version up: every process reads the city's data anew within seconds."""
    Profile.objects.update(version=F("version") + 1)


def load_jurisdictions(facts: Iterable[JurisdictionFacts]) -> dict[str, Jurisdiction]:
    """Write the tree of places, parents first; returns them by code."""
    known: dict[str, Jurisdiction] = {}
    for fact in facts:
        known[fact.code], _ = Jurisdiction.objects.update_or_create(
            code=fact.code,
            defaults={
                "name": fact.name,
                "level": fact.level,
                "parent": known[fact.parent] if fact.parent else None,
                "lat": fact.lat,
                "lon": fact.lon,
            },
        )
    return known


def load_boundaries(shapes: Mapping[str, Geometry], *, are_approximate: bool) -> int:
    """Give places their boundaries by code; returns how many were written."""
    places = list(Jurisdiction.objects.filter(code__in=shapes))
    for place in places:
        place.boundary = shapes[place.code]
        place.is_approximate = are_approximate
    Jurisdiction.objects.bulk_update(places, ["boundary", "is_approximate"], batch_size=50)
    touch()
    return len(places)


def load_units(facts: Iterable[UnitFacts], places: Mapping[str, Jurisdiction]) -> dict[str, Unit]:
    """Write the units, superiors first; one that left the pack is retired, not deleted."""
    known: dict[str, Unit] = {}
    for fact in facts:
        known[fact.code], _ = Unit.objects.update_or_create(
            code=fact.code,
            defaults={
                "names": dict(fact.name),
                "kind": fact.kind,
                "reports_to": known[fact.reports_to] if fact.reports_to else None,
                "governs": places[fact.jurisdiction] if fact.jurisdiction else None,
                "is_active": True,
            },
        )
    Unit.objects.exclude(code__in=known).update(is_active=False)
    return known


def load_landmarks(facts: Iterable[DemoPlaceFacts], places: Mapping[str, Jurisdiction]) -> None:
    """Write the places people name."""
    for fact in facts:
        Landmark.objects.update_or_create(
            name=fact.name,
            jurisdiction=places[fact.jurisdiction],
            defaults={"lat": fact.lat, "lon": fact.lon},
        )
