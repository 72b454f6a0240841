"""What stages.yaml says of units and of points that other files name."""

from __future__ import annotations

from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.faults import Findings, suggest

GAUGED = ("gauge_siaga", "gauge_level")


def check_stages(facts: PackFacts, findings: Findings) -> None:
    """Faults where a stage tells a unit, or looks at a gauge, that is not there."""
    units = {unit.code for unit in facts.units}
    gauges = {gauge.code for gauge in facts.gauges}
    for stage in facts.stages:
        for code in stage.units:
            if code not in units:
                wrong = f"There is no unit {code!r}"
                findings.at("stage", str(stage.level), wrong, suggest(code, units))
        for trigger in stage.triggers:
            if trigger.signal in GAUGED and trigger.point and trigger.point not in gauges:
                wrong = f"There is no gauge {trigger.point!r}"
                findings.at("stage", str(stage.level), wrong, suggest(trigger.point, gauges))
