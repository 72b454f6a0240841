"""What the triggers see: readings at a moment, and which of them speak for which stage.

What nobody can say speaks neither for a stage nor against it: a source that fell silent within the
last day keeps a proposal open and lets none begin; one that was silent before is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kentongan.alarms.folding import Comparison, Setting
from kentongan.alarms.past import alarms_at
from kentongan.alarms.senses import SENSES, Reading
from kentongan.alarms.sensing import read_all
from kentongan.cities.packs.alarm_facts import PRIORITIES
from kentongan.cities.packs.stage_facts import TriggerFacts
from kentongan.stage.loading import triggers_of
from kentongan.stage.models import Stage
from kentongan.stage.stages import NORMAL

Readings = Mapping[str, Sequence[Reading] | None]
ALARMS = "alarm_priority"
RANKS = {name: len(PRIORITIES) - place for place, name in enumerate(PRIORITIES)}
"""3 for high, 2 for medium, 1 for low."""
SIGNALS = (*SENSES, ALARMS)
JUST_SILENT = timedelta(hours=24)
MOST_PIECES = 20
"""Kept as evidence of one trigger; their number is kept besides."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What speaks for one stage."""

    level: int
    holds: bool
    """Some trigger is met."""
    keeps: bool
    """Some trigger is met, is not back by its deadband yet, or nobody can say."""
    evidence: list[dict[str, Any]]


def read_signals(stages: Iterable[Stage], *, at: datetime) -> Readings:
    """Return what the triggers of these stages look at (a constant number of statements)."""
    wanted = {trigger.signal for stage in stages for trigger in triggers_of(stage)}
    found = dict(read_all(wanted - {ALARMS}, at=at))
    if ALARMS in wanted:
        found[ALARMS] = _alarms(at)
    return found


def grounds(stages: Iterable[Stage], readings: Readings, *, at: datetime) -> list[Ground]:
    """Return what speaks for each stage above the first, the lowest first (no statement)."""
    return [_ground(stage, readings, at) for stage in stages if stage.level > NORMAL]


def _ground(stage: Stage, readings: Readings, at: datetime) -> Ground:
    seen = [_look(each, readings.get(each.signal), at) for each in triggers_of(stage)]
    return Ground(
        stage.level,
        any(one["met"] for one in seen),
        any(one.pop("kept") for one in seen),
        seen,
    )


def _look(trigger: TriggerFacts, told: Sequence[Reading] | None, at: datetime) -> dict[str, Any]:
    """One trigger with the readings that matter, as JSON can hold it."""
    side = Comparison(trigger.comparison)
    setting = Setting(side, trigger.threshold, trigger.deadband, timedelta(), timedelta())
    asked = [each for each in told or () if trigger.point in ("", each.point)]
    known = [each for each in asked if each.value is not None]
    beyond = [each for each in known if setting.is_beyond(each.value or 0.0)]
    near = [each for each in known if not setting.is_back(each.value or 0.0)]
    silent = sum(_is_silent(each, at) for each in asked) if told is not None else trigger.least
    worst_first = sorted(known, key=lambda r: r.value or 0.0, reverse=side is Comparison.AT_LEAST)
    return {
        "signal": trigger.signal,
        "comparison": trigger.comparison,
        "threshold": trigger.threshold,
        "least": trigger.least,
        "met": len(beyond) >= trigger.least,
        "kept": len(near) + silent >= trigger.least,
        "count": len(beyond),
        "unknown": silent,
        "pieces": [_piece(each) for each in (beyond or worst_first[:1])[:MOST_PIECES]],
    }


def _is_silent(reading: Reading, at: datetime) -> bool:
    """Whether nobody can say, though somebody could lately."""
    seen = reading.seen_at
    return reading.value is None and seen is not None and at - seen < JUST_SILENT


def _piece(reading: Reading) -> dict[str, Any]:
    return {
        "point": reading.point,
        "value": reading.value,
        "seen_at": reading.seen_at.isoformat() if reading.seen_at else None,
        "row": reading.evidence,
    }


def _alarms(at: datetime) -> list[Reading]:
    """The alarms that stand, each by its priority (one statement)."""
    return [
        Reading(
            str(step.alarm_id),
            float(RANKS[step.alarm.rule.priority]),
            step.at,
            f"alarm:{step.alarm_id}",
        )
        for step in alarms_at(at)
        if step.is_standing and not step.is_stale
    ]
