"""Words for how buses run: a state, a wait in minutes, and when nothing is known."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kentongan.transit.headways import State

STATES: Mapping[State, tuple[str, str | Promise]] = {
    State.KEPT: ("well", _("Buses come as promised")),
    State.BUNCHED: ("soon", _("Buses come in bunches")),
    State.GAP: ("late", _("A long gap between buses")),
    State.UNSEEN: ("off", _("No bus is seen now")),
    State.UNKNOWN: ("off", _("Unknown: no positions come in")),
    State.RESTING: ("off", _("Does not run at this time")),
}
"""A tone, and words."""


def wait(at: datetime, now: datetime) -> str:
    """Say how long until a moment, rounded to what can be known."""
    minutes = int((at - now) / timedelta(minutes=1))
    if minutes < 1:
        return str(_("is arriving"))
    if minutes > 15:
        minutes = round(minutes / 5) * 5
    said = ngettext("in about %(minutes)d minute", "in about %(minutes)d minutes", minutes)
    return said % {"minutes": minutes}


def often(promised_s: float | None) -> str:
    """Say how often a line promises to come."""
    if promised_s is None:
        return str(_("Does not run at this time"))
    minutes = max(1, round(promised_s / 60))
    said = ngettext("every %(minutes)d minute", "every %(minutes)d minutes", minutes)
    return said % {"minutes": minutes}
