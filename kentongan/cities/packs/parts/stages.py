"""stages.yaml: the city's stages 1 to 5, what proposes each, who is told of it. Optional.

A trigger only proposes; a named person decides. So a threshold that is too low costs attention,
one that is too high costs time.
"""

from __future__ import annotations

from collections.abc import Sequence

from kentongan.cities.packs.alarm_facts import SIDES
from kentongan.cities.packs.pages import Page
from kentongan.cities.packs.stage_facts import (
    LEVELS,
    RESPONSES,
    STAGE_SIGNALS,
    StageFacts,
    TriggerFacts,
)

FIELDS = ("stages",)
STAGE_FIELDS = ("level", "name", "means", "do", "response", "calm", "triggers", "units")
TRIGGER_FIELDS = ("signal", "comparison", "threshold", "least", "deadband", "point")
DAY_MIN = 1_440


def read_stages(page: Page, languages: Sequence[str]) -> tuple[StageFacts, ...]:
    """The stages, from 1 to 5."""
    found: list[StageFacts] = []
    for each in page.pages("stages", *STAGE_FIELDS):
        stage = StageFacts(
            level=each.whole("level"),
            name=each.texts("name", languages),
            means=each.texts("means", languages),
            do=each.texts("do", languages),
            response=each.choice("response", RESPONSES, "none"),
            calm=each.whole("calm"),
            triggers=tuple(map(_trigger, each.pages("triggers", *TRIGGER_FIELDS))),
            units=each.words("units"),
        )
        each.findings.mark("stage", str(stage.level), each.file, each.line_of("level"))
        _check(stage, found, each)
        found.append(stage)
    _check_all(found, page)
    return tuple(sorted(found, key=lambda stage: stage.level))


def _trigger(page: Page) -> TriggerFacts:
    least = page.whole("least") if page.has("least") else 1
    if least < 1:
        page.fault("It would be so of nothing at all", "Write 1 or more.", at="least")
    deadband = page.number("deadband") if page.has("deadband") else 0.0
    if deadband < 0:
        page.fault("It would end while it is still so", "Write 0 or more.", at="deadband")
    return TriggerFacts(
        signal=page.choice("signal", STAGE_SIGNALS),
        comparison=page.choice("comparison", SIDES),
        threshold=page.number("threshold"),
        least=least,
        deadband=deadband,
        point=page.text("point", ""),
    )


def _check(stage: StageFacts, earlier: Sequence[StageFacts], page: Page) -> None:
    if stage.level not in LEVELS:
        page.fault(f"There is no stage {stage.level}", "Write 1 to 5.", at="level")
    if stage.level in {one.level for one in earlier}:
        page.fault(f"Stage {stage.level} is there twice", "Leave one of them.", at="level")
    if stage.level == LEVELS[0] and stage.triggers:
        wrong = "Stage 1 is what holds where nothing speaks for another"
        page.fault(wrong, "Remove its triggers.", at="triggers")
    if not 0 <= stage.calm <= DAY_MIN:
        page.fault(f"'calm' is {stage.calm} minutes", f"Write 0 to {DAY_MIN}.", at="calm")


def _check_all(found: Sequence[StageFacts], page: Page) -> None:
    levels = {stage.level for stage in found}
    for level in LEVELS:
        if found and level not in levels:
            remedy = "Name all five; one without triggers is only ever decided by a person."
            page.fault(f"Stage {level} is missing", remedy, at="stages")
