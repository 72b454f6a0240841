"""Alarms in words: states, priorities and steps, each with the tone it is drawn in."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.folding import Kind
from kentongan.alarms.models import Priority, State
from kentongan.alarms.senses import SENSES

Words = Mapping[str, str | Promise]
STATES: Words = {
    State.ACTIVE: _("nobody has it yet"),
    State.ACKNOWLEDGED: _("somebody has it"),
    State.RETURNED: _("gone by itself, not yet seen"),
    State.SHELVED: _("on the shelf"),
    State.SUPPRESSED: _("held back"),
    State.CLEARED: _("over"),
}
STATE_TONES: Mapping[str, str] = {
    State.ACTIVE: "late",
    State.ACKNOWLEDGED: "soon",
    State.RETURNED: "soon",
}
"""All others are calm."""
PRIORITIES: Words = {
    Priority.HIGH: _("High"),
    Priority.MEDIUM: _("Medium"),
    Priority.LOW: _("Low"),
}
PRIORITY_TONES: Mapping[str, str] = {Priority.HIGH: "late", Priority.MEDIUM: "soon"}
STEPS: Words = {
    Kind.RAISED: _("Raised"),
    Kind.RETURNED: _("No longer so"),
    Kind.ACKNOWLEDGED: _("Taken"),
    Kind.SHELVED: _("Laid on the shelf"),
    Kind.UNSHELVED: _("Back from the shelf"),
    Kind.SUPPRESSED: _("Raised, held back"),
    Kind.RELEASED: _("No longer held back"),
    Kind.WITHDRAWN: _("Ended with its rule"),
    Kind.ASSIGNED: _("Given to %(name)s"),
    Kind.STALE: _("The evidence became stale"),
    Kind.HEARD: _("The evidence is fresh again"),
}
STEP_TONES: Mapping[str, str] = {
    Kind.RAISED: "late",
    Kind.UNSHELVED: "late",
    Kind.RELEASED: "late",
    Kind.ACKNOWLEDGED: "well",
    Kind.STALE: "soon",
}
COMPARISONS: Words = {"at_least": _("at least"), "at_most": _("at most")}
UNKNOWN_SENSE = _("a signal that is no longer there")


def unit_of(signal: str) -> str | Promise:
    """Return what a signal's numbers count."""
    return SENSES[signal].unit if signal in SENSES else ""


def label_of(signal: str) -> str | Promise:
    """Return what a signal is called."""
    return SENSES[signal].label if signal in SENSES else UNKNOWN_SENSE
