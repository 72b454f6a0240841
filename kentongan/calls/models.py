"""Every row of the telephone, by name."""

from kentongan.calls.agents import Agent, CallDraft, Command
from kentongan.calls.call import OPEN, WAITING, Call, CallEvent, Purpose, State
from kentongan.calls.pbx import Pbx

__all__ = [
    "OPEN",
    "WAITING",
    "Agent",
    "Call",
    "CallDraft",
    "CallEvent",
    "Command",
    "Pbx",
    "Purpose",
    "State",
]
