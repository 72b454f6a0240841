"""The catalogue in memory: types with their questions, routes and rules, one version at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from kentongan.catalogue.models import (
    CityRule,
    DeadlineRule,
    Question,
    Route,
    ServiceGroup,
    ServiceType,
)
from kentongan.places.directory import data_version, directory
from kentongan.places.models import Jurisdiction, Unit
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.snapshots import Snapshot


class UnknownServiceType(Unprocessable):
    code = "unknown_service_type"
    sentence = _("There is no service of that code.")


@dataclass(frozen=True)
class Shelf:
    """Everything the catalogue holds, frozen."""

    groups: tuple[ServiceGroup, ...]
    types: Mapping[int, ServiceType]
    questions: Mapping[int, tuple[Question, ...]]
    routes: Mapping[tuple[int, int | None], Route]
    rules: Mapping[int | str, tuple[DeadlineRule, ...]]
    """By service type (its id), by kind of matter, and the general ones under ""."""
    city_rules: tuple[CityRule, ...] = ()
    """What the city sets itself besides."""

    @cached_property
    def by_code(self) -> Mapping[str, ServiceType]:
        """Types by code, the retired ones too."""
        return {kind.code: kind for kind in self.types.values()}

    @cached_property
    def offered(self) -> tuple[ServiceType, ...]:
        """The types that can be chosen today, in the pack's order."""
        active = (kind for kind in self.types.values() if kind.is_active)
        return tuple(sorted(active, key=lambda kind: kind.order))

    def find(self, code: str) -> ServiceType:
        """Return the offered type of that code.

        :raises UnknownServiceType: if there is none, or it has been retired
        """
        kind = self.by_code.get(code)
        if kind is None or not kind.is_active:
            raise UnknownServiceType(field="service_code")
        return kind

    def route(self, kind: ServiceType, place: Jurisdiction) -> Unit:
        """Return the responsible unit for a type at a place (a kelurahan)."""
        known = directory()
        at: Jurisdiction | None = place
        while at is not None:
            chosen = self.routes.get((kind.pk, at.pk))
            if chosen:
                return self._unit(chosen, place)
            at = known.jurisdictions.get(at.parent_id) if at.parent_id else None
        return self._unit(self.routes[(kind.pk, None)], place)

    def _unit(self, route: Route, place: Jurisdiction) -> Unit:
        known = directory()
        if route.unit_id:
            return known.units[route.unit_id]
        unit = known.governing(place, route.level)
        if unit is None:
            raise LookupError(f"no unit governs {place.code} at level {route.level}")
        return unit

    def rules_for(self, kind: ServiceType, on: date, matter: str = "") -> tuple[DeadlineRule, ...]:
        """Return the rules that hold for a type on a day, at most one for each thing bound.

        The type's own go before those of the matter, and these before the general ones. Where
        the matter is not the type's (a suspicion of oversight), the type's own say nothing of it.

        :param matter: of the case, if it is not what its type says
        """
        usual = DeadlineRule.Matter.EMERGENCY if kind.is_emergency else kind.matter
        is_other = matter == DeadlineRule.Matter.OVERSIGHT != usual
        levels = ("", matter or usual) if is_other else ("", matter or usual, kind.pk)
        found: dict[str, DeadlineRule] = {}
        for level in levels:
            held = (rule for rule in self.rules.get(level, ()) if rule.holds(on))
            found.update((rule.binds, rule) for rule in held)
        return tuple(found.values())


def _build() -> Shelf:
    questions: dict[int, list[Question]] = {}
    for question in Question.objects.order_by("service_type_id", "order"):
        questions.setdefault(question.service_type_id, []).append(question)
    rules: dict[int | str, list[DeadlineRule]] = {}
    for rule in DeadlineRule.objects.order_by("valid_from", "pk"):
        rules.setdefault(rule.service_type_id or rule.matter, []).append(rule)
    return Shelf(
        groups=tuple(ServiceGroup.objects.order_by("order")),
        types={kind.pk: kind for kind in ServiceType.objects.order_by("order")},
        questions={key: tuple(value) for key, value in questions.items()},
        routes={(r.service_type_id, r.jurisdiction_id): r for r in Route.objects.all()},
        rules={key: tuple(value) for key, value in rules.items()},
        city_rules=tuple(CityRule.objects.order_by("sets", "valid_from")),
    )


shelf = Snapshot(_build, data_version)
"""`shelf()` is the current city's catalogue; frozen, so never write to what it hands out."""
