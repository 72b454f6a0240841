"""The room's models in one place."""

from kentongan.command.decisions import Decision, Question
from kentongan.command.directives import Charge, Directive
from kentongan.command.tracing import Climb, Enclosure, Reader, Step

__all__ = [
    "Charge",
    "Climb",
    "Decision",
    "Directive",
    "Enclosure",
    "Question",
    "Reader",
    "Step",
]
