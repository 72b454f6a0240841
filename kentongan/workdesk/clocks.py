"""A case's deadlines as they are shown: the moment, the time left, and how it came about."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kentongan.casework.history import Event
from kentongan.casework.models import Case, Deadline
from kentongan.face import formatting
from kentongan.face.deriving import derive
from kentongan.face.formatting import DAY
from kentongan.places.directory import directory
from kentongan.toolbox.counting_back import working_days_between
from kentongan.workdesk.lines import state_of

NAMES: dict[str, str | Promise] = {
    "verify": _("To be verified by"),
    "forward": _("To be in somebody’s hands by"),
    "first_answer": _("First answer by"),
    "act": _("To be settled by"),
    "reply": _("Reply window until"),
}


def clocks(case: Case, *, at: datetime) -> list[Mapping[str, Any]]:
    """Return the clocks that were not replaced, the running ones first (one statement)."""
    kept = case.deadlines.filter(replaced_at=None).select_related("rule").order_by("-set_at", "-pk")
    newest = {deadline.binds: deadline for deadline in reversed(kept[:12])}
    ordered = sorted(newest.values(), key=lambda d: (d.met_at is not None, d.due_at))
    return [_clock(deadline, at) for deadline in ordered]


def pauses(events: Iterable[Event], *, at: datetime) -> Mapping[str, Any] | None:
    """Return how often and how long the clocks stood still, out of the history (no statement)."""
    begun = [event for event in events if event.kind == "case.paused"]
    if not begun:
        return None
    ended = {event.row: event.at for event in events if event.kind == "case.resumed"}
    spans = [(event.at, ended.get(event.row, at)) for event in begun]
    calendar = directory().calendar
    running = begun[-1] if begun[-1].row not in ended else None
    return {
        "times": len(begun),
        "days": sum(working_days_between(*span, calendar) for span in spans),
        "lasted": formatting.span(
            sum((b - a).total_seconds() for a, b in spans), get_language() or "id"
        ),
        "running": running and {**json.loads(running.detail), "text": running.said},
    }


def _clock(deadline: Deadline, at: datetime) -> Mapping[str, Any]:
    ended = deadline.met_at or at
    return {
        "name": NAMES.get(deadline.binds, deadline.binds),
        "due_at": deadline.due_at,
        "met_at": deadline.met_at,
        "is_stopped": deadline.stopped_at is not None,
        "is_late": ended > deadline.due_at,
        "state": state_of(deadline.due_at, ended),
        "told": _left(deadline.due_at, at),
        "derived": derive(
            deadline.derivation,
            deadline.due_at,
            began=deadline.set_at,
            source=deadline.rule.source,
            now=at,
        ),
    }


def _left(due_at: datetime, at: datetime) -> str:
    """The time left; the moment itself stands beside it, so a day would say nothing new."""
    language = get_language() or "id"
    seconds = (due_at - at).total_seconds()
    if seconds < DAY:
        return formatting.left(due_at, language, timezone.localtime(at))
    return gettext("%(time)s left") % {"time": formatting.span(seconds, language)}
