"""Service types out of a running city, as the facts they could be made from again."""

from typing import Any, cast

from kentongan.catalogue.models import Question, ServiceType
from kentongan.catalogue.shelf import Shelf
from kentongan.cities.packs import facts as f
from kentongan.config.exporting_time import promise
from kentongan.places.directory import Directory


def service_type(known: Directory, shelved: Shelf, kind: ServiceType) -> f.ServiceTypeFacts:
    """Return a service type with its route, promises and questions."""
    route = shelved.routes[(kind.pk, None)]
    group = next(group for group in shelved.groups if group.pk == kind.group_id)
    return f.ServiceTypeFacts(
        code=kind.code,
        name=kind.names,
        description=kind.descriptions,
        group=group.code,
        keywords=tuple(kind.keywords),
        route=f.RouteFacts(
            unit=known.units[route.unit_id].code if route.unit_id else None,
            level=route.level or None,  # type: ignore[arg-type]
        ),
        promised=tuple(promise(rule) for rule in shelved.rules.get(kind.pk, ())),
        private=kind.is_private,
        emergency=kind.is_emergency,
        matter=kind.matter,  # type: ignore[arg-type]
        hint=kind.hints or None,
        questions=tuple(_question(one) for one in shelved.questions.get(kind.pk, ())),
        national=kind.national,
    )


def _question(one: Question) -> f.QuestionFacts:
    options = tuple(f.OptionFacts(option["key"], option["names"]) for option in one.options)
    return f.QuestionFacts(one.code, one.texts, cast(Any, one.datatype), one.is_required, options)
