"""A stage as pages draw it: its number, its tone, who decided; the same at every door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kentongan.face.worded import worded
from kentongan.stage.models import Stage, StageChange, StageMessage
from kentongan.stage.stages import WORST
from kentongan.stage.tile import Tile

TONES: Mapping[int, str] = {1: "well", 2: "soon", 3: "soon", 4: "late", 5: "late"}
"""Colour never stands alone: a number and a name are always beside it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the ladder, and whether it is the present one."""

    stage: Stage
    tone: str
    is_here: bool


def ladder(known: Mapping[int, Stage], tile: Tile) -> Sequence[Step]:
    """Return the stages, the worst on top."""
    return [
        Step(known[level], TONES[level], level == tile.level)
        for level in range(WORST, 0, -1)
        if level in known
    ]


@dataclass(frozen=True, slots=True)
class Past:
    """One change in the history, with what went out."""

    change: StageChange
    name: str
    was_name: str
    tone: str
    messages: Sequence[StageMessage]


def past(changes: Sequence[StageChange], known: Mapping[int, Stage]) -> Sequence[Past]:
    """Return the changes with the names of their stages (no statement where all is prefetched)."""
    return [
        Past(
            change,
            _name(known, change.level),
            _name(known, change.was),
            TONES[change.level],
            list(change.messages.all()),
        )
        for change in changes
    ]


def _name(known: Mapping[int, Stage], level: int) -> str:
    return worded(known[level].names) if level in known else ""
