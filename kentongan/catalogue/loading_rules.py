"""Loading the rules of a city pack: deadlines of a service type, of a kind of matter, in general,
and what the city sets itself besides.

Rules that deadlines were set by are never deleted: one that left the pack ends the day before.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import get_args

from django.db.models import Q

from kentongan.catalogue.models import CityRule, DeadlineRule, ServiceType
from kentongan.cities.packs.facts import PromiseFacts, RuleFacts, RuleMatter

MATTERS: tuple[RuleMatter, ...] = get_args(RuleMatter)


def load_own_rules(kind: ServiceType, facts: Iterable[PromiseFacts], *, today: date) -> None:
    """Write the rules of one service type."""
    _load(facts, kind=kind, matter="", today=today)


def load_shared_rules(facts: Mapping[RuleMatter, Iterable[PromiseFacts]], *, today: date) -> None:
    """Write the rules of each kind of matter, and the general ones."""
    for matter in MATTERS:
        kept_as = "" if matter == "general" else matter
        _load(facts.get(matter, ()), kind=None, matter=kept_as, today=today)


def _load(
    facts: Iterable[PromiseFacts], *, kind: ServiceType | None, matter: str, today: date
) -> None:
    kept = []
    for fact in facts:
        rule, _ = DeadlineRule.objects.update_or_create(
            service_type=kind,
            matter=matter,
            binds=fact.binds,
            valid_from=fact.valid_from,
            defaults={
                "amount": fact.amount,
                "unit": fact.unit,
                "source": fact.source,
                "valid_to": fact.valid_to,
                "on_open": fact.on_open,
            },
        )
        kept.append(rule.pk)
    _end_others(kind, matter, kept, today - timedelta(days=1))


def _end_others(kind: ServiceType | None, matter: str, kept: list[int], yesterday: date) -> None:
    left = DeadlineRule.objects.filter(service_type=kind, matter=matter).exclude(pk__in=kept)
    for rule in left:
        if rule.valid_to is None or rule.valid_to > yesterday:
            rule.valid_to = max(rule.valid_from, yesterday)
            rule.save(update_fields=["valid_to"])


def load_city_rules(facts: Iterable[RuleFacts], *, today: date) -> None:
    """Write what the city sets itself; a rule that left the pack held until yesterday."""
    kept = []
    for fact in facts:
        about = {"amount": fact.amount, "source": fact.source, "valid_to": fact.valid_to}
        rule, _ = CityRule.objects.update_or_create(
            sets=fact.sets, valid_from=fact.valid_from, defaults=about
        )
        kept.append(rule.pk)
    left = CityRule.objects.exclude(pk__in=kept)
    left.filter(valid_from__gte=today).delete()  # it never held
    held_on = Q(valid_to=None) | Q(valid_to__gte=today)
    left.filter(held_on).update(valid_to=today - timedelta(days=1))
