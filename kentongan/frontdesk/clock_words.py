"""What happened to a case's clocks, in plain words for the reporter and the public."""

import json
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kentongan.casework.history import Event
from kentongan.face import formatting


def is_told(event: Event) -> bool:
    """Whether the timeline says it; that the reporter's reply ended a pause, the reply says."""
    return event.kind != "case.resumed" or not json.loads(event.detail)["by_reply"]


def clock_titles() -> dict[str, tuple[str, str]]:
    """Return the lines of the timeline and how they look."""
    return {
        "deadline.missed": (_("A promised time has passed"), "late"),
        "deadline.recalculated": (_("A promised time was moved by a new decree"), ""),
        "deadline.added": (_("A new decree promises a time here too"), ""),
        "case.paused": (_("The time stands still"), "soon"),
        "case.resumed": (_("The time runs on"), ""),
        "case.escalated": (_("Handed to somebody higher up"), "late"),
    }


def _moved(event: Event) -> str:
    told = json.loads(event.detail)
    return f"{_moment(told['was'])} → {_moment(told['became'])}"


def _added(event: Event) -> str:
    return _moment(json.loads(event.detail)["became"])


def _paused(event: Event) -> str:
    told = json.loads(event.detail)
    why = {
        "reporter": _("we wait for the reporter’s answer, until %(limit)s at the latest"),
        "authority": _("we wait for another authority, until %(limit)s at the latest"),
        "force_majeure": _("something stronger than us keeps us, until %(limit)s at the latest"),
    }
    return why.get(told["reason"], "") % {"limit": _moment(told["limit"])}


def _resumed(event: Event) -> str:
    """Why a pause ended, where nobody ended it: it had reached its limit."""
    told = json.loads(event.detail)
    if event.at < datetime.fromisoformat(told["limit"]):
        return ""
    why = {
        "reporter": _("the pause ended at its limit: no answer had come"),
        "authority": _("the pause ended at its limit: we wait for the other authority no longer"),
        "force_majeure": _("the pause ended at its limit: no longer one is allowed"),
    }
    return why.get(told["reason"], "")


def _escalated(event: Event) -> str:
    to = {
        "1": _("the head of the unit"),
        "2": _("the city’s secretary"),
        "3": _("the mayor’s list"),
    }
    return to.get(event.detail, "")


def _moment(text: str) -> str:
    told = datetime.fromisoformat(text)
    return formatting.moment(told, get_language() or "id", timezone.localtime())


CLOCK_DETAILS: dict[str, Callable[[Event], str]] = {
    "deadline.recalculated": _moved,
    "deadline.added": _added,
    "case.paused": _paused,
    "case.resumed": _resumed,
    "case.escalated": _escalated,
}
