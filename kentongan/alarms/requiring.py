"""What a rule must say before it is one, each with why it matters. Nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.rules import DAY_S, Priority, Side
from kentongan.alarms.senses import SENSES
from kentongan.toolbox.refusals import Unprocessable

LONGEST_ANSWER = 24 * 60
"""Minutes; what may wait longer is work for a queue, not an alarm."""
Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rule as somebody would have it; None and "" are what was not said."""

    names: Text
    signal: str
    cause: Text
    consequence: Text
    response: Text
    priority: str
    comparison: str = Side.AT_LEAST.value
    point: str = ""
    threshold: float | None = None
    deadband: float | None = None
    on_delay_s: int | None = None
    off_delay_s: int | None = None
    available_min: int | None = None
    owner: int | None = None
    """The unit, by id."""


class RuleIncomplete(Unprocessable):
    code = "alarm_rule_incomplete"
    sentence = _("This is no rule yet; nothing was changed. What is missing stands at its field.")

    def __init__(self, faults: Mapping[str, str | Promise]) -> None:
        super().__init__(field=next(iter(faults), None))
        self.faults = faults


MISSING: Mapping[str, str | Promise] = {
    "names": _("Say what it is called: operators read this first."),
    "signal": _("Choose what is looked at."),
    "comparison": _("Say on which side of the threshold it is abnormal."),
    "threshold": _("Say from which number on it is abnormal."),
    "deadband": _(
        "Say how far it must go back before it is normal again (0 if not at all). Without it, a"
        " number near the threshold raises the alarm again and again."
    ),
    "on_delay_s": _(
        "Say for how many seconds it must last before the alarm sounds (0 to 86400). Without a"
        " delay, every flicker calls somebody."
    ),
    "off_delay_s": _(
        "Say for how many seconds it must be normal before the alarm ends (0 to 86400)."
    ),
    "cause": _("Say what can have caused it: the operator starts looking there."),
    "consequence": _(
        "Say what happens if nobody acts. If nothing does, this is information and no alarm."
    ),
    "response": _(
        "Say what the operator does. What nobody can do anything about is information and makes"
        " no sound."
    ),
    "available_min": _(
        "Say how many minutes are left in which acting still helps (1 to 1440): the list is in"
        " that order."
    ),
    "owner": _("Choose the unit it belongs to: somebody must keep the rule right."),
    "priority": _("Choose how urgent it is. If all are high, none is."),
}
BEYOND = _(
    "What is looked at goes from %(least)s to %(most)s; beyond that the rule never calls, or"
    " always does."
)
WORDS = ("names", "cause", "consequence", "response")


def faults_of(wanted: Wanted, units: Mapping[int, object]) -> dict[str, str | Promise]:
    """Return what is missing or cannot be, by field; nothing if it is a rule."""
    is_said = {
        **{name: any(map(_says, getattr(wanted, name).values())) for name in WORDS},
        "signal": _is_there(wanted),
        "comparison": wanted.comparison in Side.values,
        "threshold": wanted.threshold is not None,
        "deadband": wanted.deadband is not None and wanted.deadband >= 0,
        "on_delay_s": _within(wanted.on_delay_s, 0, DAY_S),
        "off_delay_s": _within(wanted.off_delay_s, 0, DAY_S),
        "available_min": _within(wanted.available_min, 1, LONGEST_ANSWER),
        "owner": wanted.owner in units,
        "priority": wanted.priority in Priority.values,
    }
    faults = {name: MISSING[name] for name in MISSING if not is_said[name]}
    return faults | (_beyond(wanted) if is_said["signal"] else {})


def _is_there(wanted: Wanted) -> bool:
    """Whether there is such a signal, and such a point of it."""
    signal = SENSES.get(wanted.signal)
    return signal is not None and (wanted.point == "" or wanted.point in signal.points())


def _beyond(wanted: Wanted) -> dict[str, str | Promise]:
    """A threshold that nothing there can reach is a slip of the hand."""
    least, most = SENSES[wanted.signal].span(wanted.point)
    if wanted.threshold is None or least <= wanted.threshold <= most:
        return {}
    return {"threshold": BEYOND % {"least": f"{least:.0f}", "most": f"{most:.0f}"}}


def _says(text: str) -> bool:
    """Whether there is a word in it: a dash fills the field and tells nobody what to do."""
    return any(letter.isalpha() for letter in text)


def _within(number: int | None, least: int, most: int) -> bool:
    return number is not None and least <= number <= most
