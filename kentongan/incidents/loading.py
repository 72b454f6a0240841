"""Loading the kinds of event of a pack. What left it is offered no more; what stands, stands."""

from collections.abc import Iterable

from kentongan.cities.packs.facts import IncidentKindFacts, StepFacts
from kentongan.incidents.models import Kind, Step


def load_kinds(facts: Iterable[IncidentKindFacts]) -> None:
    """Write the kinds of a pack with their checklists."""
    kept = [_load(fact, order).pk for order, fact in enumerate(facts)]
    Kind.objects.exclude(pk__in=kept).update(is_active=False)


def kind_facts() -> tuple[IncidentKindFacts, ...]:
    """Return what a pack would say to make these kinds again (two statements)."""
    active = Kind.objects.filter(is_active=True).prefetch_related("steps")
    return tuple(_facts(kind) for kind in active.order_by("order", "pk"))


def _load(fact: IncidentKindFacts, order: int) -> Kind:
    told = {
        "names": dict(fact.name), "types": list(fact.types), "radius_m": fact.radius,
        "window_min": fact.window, "least": fact.least, "quiet_min": fact.quiet,
        "order": order, "is_active": True,
    }  # fmt: skip
    kind, _ = Kind.objects.update_or_create(code=fact.code, defaults=told)
    kept = []
    for place, step in enumerate(fact.steps):
        texts = {"texts": dict(step.text), "owners": dict(step.owner)}
        rest = {**texts, "order": place, "is_active": True}
        kept.append(kind.steps.update_or_create(code=step.code, defaults=rest)[0].pk)
    kind.steps.exclude(pk__in=kept).update(is_active=False)
    return kind


def _facts(kind: Kind) -> IncidentKindFacts:
    steps = sorted((s for s in kind.steps.all() if s.is_active), key=_place)
    return IncidentKindFacts(
        code=kind.code,
        name=kind.names,
        types=tuple(kind.types),
        radius=kind.radius_m,
        window=kind.window_min,
        least=kind.least,
        quiet=kind.quiet_min,
        steps=tuple(StepFacts(step.code, step.texts, step.owners) for step in steps),
    )


def _place(step: Step) -> tuple[int, int]:
    return step.order, step.pk
