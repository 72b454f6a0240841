"""The room's models in one place."""

from kentongan.incidents.incident import Incident, Merge, Outcome, Spell, Split
from kentongan.incidents.kinds import Kind, Step
from kentongan.incidents.log import LogLine, Tick
from kentongan.incidents.shifts import Duty, Handover, Shift
from kentongan.incidents.witness import Bookmark, Trace, Witness

__all__ = [
    "Bookmark",
    "Duty",
    "Handover",
    "Incident",
    "Kind",
    "LogLine",
    "Merge",
    "Outcome",
    "Shift",
    "Spell",
    "Split",
    "Step",
    "Tick",
    "Trace",
    "Witness",
]
