"""The room's models in one place."""

from kentongan.stage.changes import (
    Outcome,
    StageChange,
    StageLookout,
    StageMessage,
    StageProposal,
)
from kentongan.stage.stages import Stage

__all__ = [
    "Outcome",
    "Stage",
    "StageChange",
    "StageLookout",
    "StageMessage",
    "StageProposal",
]
