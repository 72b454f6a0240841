"""Loading the catalogue of a city pack, matched by code: what left the pack is retired."""

from collections.abc import Iterable, Mapping
from datetime import date

from kentongan.catalogue.loading_rules import (
    load_city_rules,
    load_own_rules,
    load_shared_rules,
)
from kentongan.catalogue.models import Question, Route, ServiceGroup, ServiceType
from kentongan.cities.packs.facts import GroupFacts, QuestionFacts, ServiceTypeFacts
from kentongan.places.models import Unit

__all__ = ["load_city_rules", "load_groups", "load_service_types", "load_shared_rules"]


def load_groups(facts: Iterable[GroupFacts]) -> dict[str, ServiceGroup]:
    """Write the shelves, in the pack's order."""
    return {
        fact.code: ServiceGroup.objects.update_or_create(
            code=fact.code, defaults={"names": dict(fact.name), "order": order}
        )[0]
        for order, fact in enumerate(facts)
    }


def load_service_types(
    facts: Iterable[ServiceTypeFacts],
    groups: Mapping[str, ServiceGroup],
    units: Mapping[str, Unit],
    *,
    today: date,
) -> None:
    """Write the service types with their questions, route and promises."""
    codes = []
    for order, fact in enumerate(facts):
        codes.append(fact.code)
        kind, _ = ServiceType.objects.update_or_create(
            code=fact.code, defaults=_columns(fact, groups[fact.group], order)
        )
        _load_questions(kind, fact.questions)
        Route.objects.update_or_create(
            service_type=kind,
            jurisdiction=None,
            defaults={
                "unit": units[fact.route.unit] if fact.route.unit else None,
                "level": fact.route.level or "",
            },
        )
        load_own_rules(kind, fact.promised, today=today)
    ServiceType.objects.exclude(code__in=codes).update(is_active=False)


def _columns(fact: ServiceTypeFacts, group: ServiceGroup, order: int) -> dict[str, object]:
    return {
        "names": dict(fact.name),
        "descriptions": dict(fact.description),
        "hints": dict(fact.hint or {}),
        "group": group,
        "keywords": list(fact.keywords),
        "matter": fact.matter,
        "is_private": fact.private,
        "is_emergency": fact.emergency,
        "is_active": True,
        "national": fact.national,
        "order": order,
    }


def _load_questions(kind: ServiceType, facts: Iterable[QuestionFacts]) -> None:
    codes = []
    for order, fact in enumerate(facts):
        codes.append(fact.code)
        Question.objects.update_or_create(
            service_type=kind,
            code=fact.code,
            defaults={
                "texts": dict(fact.text),
                "datatype": fact.datatype,
                "is_required": fact.required,
                "options": [{"key": o.key, "names": dict(o.name)} for o in fact.options],
                "order": order,
            },
        )
    kind.questions.exclude(code__in=codes).delete()
