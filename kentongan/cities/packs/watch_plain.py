"""Rules of alarms and stages as plain mappings; a delay of 0 is a number and stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kentongan.cities.packs.alarm_facts import AlarmRuleFacts
from kentongan.cities.packs.plaining import flow, plain
from kentongan.cities.packs.stage_facts import StageFacts, TriggerFacts


def plain_alarms(rules: Iterable[AlarmRuleFacts]) -> list[dict[str, Any]]:
    """What alarms.yaml holds, without what is empty."""
    return [{key: each for key, each in plain(rule).items() if each != ""} for rule in rules]


def plain_stages(stages: Iterable[StageFacts]) -> list[dict[str, Any]]:
    """What stages.yaml holds, without what is empty."""
    return [_stage(each) for each in stages]


def _stage(stage: StageFacts) -> dict[str, Any]:
    values = plain(stage)
    values["triggers"] = [_trigger(each) for each in stage.triggers]
    values["units"] = flow(list(stage.units))
    return {key: each for key, each in values.items() if each != []}


def _trigger(trigger: TriggerFacts) -> Any:
    return flow({key: each for key, each in plain(trigger).items() if each != ""})
