"""What a pack says of time, out of a running city: hours, days off, promises, pace, own rules."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from kentongan.catalogue.models import DeadlineRule
from kentongan.catalogue.shelf import Shelf
from kentongan.cities.packs import facts as f
from kentongan.places.models import NonWorkingDay, OfficePeriod, Profile


def hours(by_day: Mapping[str, list[str]]) -> tuple[f.OfficeHoursFacts, ...]:
    """Return office hours in the order of the week."""
    return tuple(
        f.OfficeHoursFacts(int(day), time.fromisoformat(opens), time.fromisoformat(closes))
        for day, (opens, closes) in sorted(by_day.items())
    )


def shared(shelved: Shelf) -> Mapping[f.RuleMatter, tuple[f.PromiseFacts, ...]]:
    """Return the promises that hold where a type makes none of its own."""
    found: dict[f.RuleMatter, tuple[f.PromiseFacts, ...]] = {}
    for matter in ("", *DeadlineRule.Matter.values):
        rules = shelved.rules.get(matter, ())
        if rules:
            found[matter or "general"] = tuple(promise(rule) for rule in rules)  # type: ignore[index]
    return found


def promise(rule: DeadlineRule) -> f.PromiseFacts:
    """Return one rule as a pack says it."""
    return f.PromiseFacts(
        binds=rule.binds,  # type: ignore[arg-type]
        amount=rule.amount,
        unit=rule.unit,  # type: ignore[arg-type]
        source=rule.source,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        on_open=rule.on_open,  # type: ignore[arg-type]
    )


def city_rules(shelved: Shelf) -> Iterator[f.RuleFacts]:
    """Yield what the city sets itself."""
    for one in shelved.city_rules:
        yield f.RuleFacts(
            sets=one.sets,  # type: ignore[arg-type]
            amount=one.amount,
            source=one.source,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )


def pace(profile: Profile) -> f.PaceFacts:
    """Return the clocks' pace."""
    told: dict[str, Any] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in profile.pace.items()
    }
    return replace(f.PaceFacts(), **told)


def days() -> Iterator[f.DayFacts]:
    """Yield the city's own days off."""
    for day in NonWorkingDay.objects.order_by("date"):
        yield f.DayFacts(day.date, day.names, day.source)


def periods() -> Iterator[f.OfficePeriodFacts]:
    """Yield the periods of other office hours."""
    for one in OfficePeriod.objects.order_by("first"):
        yield f.OfficePeriodFacts(
            one.first, one.last, one.names, hours(one.office_hours), one.source
        )
