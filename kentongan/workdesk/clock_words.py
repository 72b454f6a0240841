"""What happened to a case's clocks, told at the desk."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kentongan.casework.history import Event
from kentongan.face import formatting
from kentongan.workdesk.stopping import REASONS

MISSED: dict[str, str | Promise] = {
    "verify": gettext_lazy("Deadline for verifying missed"),
    "forward": gettext_lazy("Deadline for handing on missed"),
    "first_answer": gettext_lazy("Deadline for a first answer missed"),
    "act": gettext_lazy("Deadline for settling missed"),
}
MOVED: dict[str, str | Promise] = {
    "verify": gettext_lazy("Deadline for verifying moved by a decree: %(was)s → %(became)s"),
    "forward": gettext_lazy("Deadline for handing on moved by a decree: %(was)s → %(became)s"),
    "first_answer": gettext_lazy(
        "Deadline for a first answer moved by a decree: %(was)s → %(became)s"
    ),
    "act": gettext_lazy("Deadline for settling moved by a decree: %(was)s → %(became)s"),
    "reply": gettext_lazy("Reply window moved by a decree: %(was)s → %(became)s"),
}
ADDED: dict[str, str | Promise] = {
    "verify": gettext_lazy("Deadline for verifying added by a decree: %(became)s"),
    "forward": gettext_lazy("Deadline for handing on added by a decree: %(became)s"),
    "first_answer": gettext_lazy("Deadline for a first answer added by a decree: %(became)s"),
    "act": gettext_lazy("Deadline for settling added by a decree: %(became)s"),
    "reply": gettext_lazy("Reply window added by a decree: %(became)s"),
}
STEPS: dict[str, str | Promise] = {
    "1": gettext_lazy("Handed up to the head of the unit"),
    "2": gettext_lazy("Handed up to the secretary"),
    "3": gettext_lazy("Handed up to the mayor’s list"),
}


def moment_of(text: str) -> str:
    """A moment as the database writes it in JSON, in the visitor's words and the city's time."""
    told = datetime.fromisoformat(text)
    return formatting.moment(told, get_language() or "id", timezone.localtime())


def _moved(event: Event, telling: Any) -> str:
    told = json.loads(event.detail)
    moments = {key: moment_of(told[key]) for key in ("was", "became")}
    return str(MOVED.get(told["binds"], "")) % moments


def _added(event: Event, telling: Any) -> str:
    told = json.loads(event.detail)
    return str(ADDED.get(told["binds"], "")) % {"became": moment_of(told["became"])}


def _paused(event: Event, telling: Any) -> str:
    told = json.loads(event.detail)
    reason, limit = REASONS.get(told["reason"], ""), moment_of(told["limit"])
    return _("Deadlines paused: %(reason)s, at most until %(limit)s") % {
        "reason": reason,
        "limit": limit,
    }


CLOCKS: dict[str, Callable[[Event, Any], str]] = {
    "deadline.missed": lambda event, telling: str(MISSED.get(event.detail, event.detail)),
    "deadline.recalculated": _moved,
    "deadline.added": _added,
    "case.paused": _paused,
    "case.resumed": lambda event, telling: _("Deadlines run again"),
    "case.escalated": lambda event, telling: str(STEPS.get(event.detail, event.detail)),
}
