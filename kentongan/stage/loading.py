"""Loading the stages of a pack. A stage decided on stays, whatever the pack says since."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from kentongan.cities.packs.stage_facts import StageFacts, TriggerFacts
from kentongan.places.models import Unit
from kentongan.stage.models import Stage


def load_stages(facts: Iterable[StageFacts], units: Mapping[str, Unit]) -> None:
    """Write the stages of a pack, with the units each tells."""
    kept = []
    for fact in facts:
        told = {
            "names": dict(fact.name), "means": dict(fact.means), "do": dict(fact.do),
            "response": fact.response, "calm_min": fact.calm,
            "triggers": [asdict(trigger) for trigger in fact.triggers],
        }  # fmt: skip
        stage, _ = Stage.objects.update_or_create(level=fact.level, defaults=told)
        stage.units.set([units[code] for code in fact.units])
        kept.append(fact.level)
    Stage.objects.exclude(level__in=kept).delete()


def stage_facts() -> tuple[StageFacts, ...]:
    """Return what a pack would say to make these stages again (two statements)."""
    return tuple(map(_facts, Stage.objects.order_by("level").prefetch_related("units")))


def triggers_of(stage: Stage) -> tuple[TriggerFacts, ...]:
    """Return what proposes a stage."""
    return tuple(TriggerFacts(**trigger) for trigger in stage.triggers)


def _facts(stage: Stage) -> StageFacts:
    return StageFacts(
        level=stage.level,
        name=stage.names,
        means=stage.means,
        do=stage.do,
        response=stage.response,
        calm=stage.calm_min,
        triggers=triggers_of(stage),
        units=tuple(unit.code for unit in stage.units.order_by("pk")),
    )
