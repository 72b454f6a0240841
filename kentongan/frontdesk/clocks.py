"""What was promised about a report, by when, and how each moment was counted."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case, Deadline
from kentongan.face.deriving import derive

NAMES: dict[str, str | Promise] = {
    "verify": _("Read by"),
    "forward": _("In the hands of those who do the work by"),
    "first_answer": _("First answer by"),
    "act": _("Done by"),
    "reply": _("You can object until"),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """One promised moment; `derived` are the sentences by which it can be checked."""

    name: str | Promise
    due_at: datetime
    met_at: datetime | None
    is_stopped: bool
    derived: list[str]


def clocks(case: Case) -> list[Clock]:
    """Return the newest clock of each kind, the next one first (one statement)."""
    kept = case.deadlines.filter(replaced_at=None).select_related("rule").order_by("-pk")
    newest = {deadline.binds: deadline for deadline in reversed(kept[:12])}
    ordered = sorted(newest.values(), key=lambda d: (d.met_at is not None, d.due_at))
    return [_clock(deadline) for deadline in ordered if deadline.binds in NAMES]


def _clock(deadline: Deadline) -> Clock:
    return Clock(
        name=NAMES[deadline.binds],
        due_at=deadline.due_at,
        met_at=deadline.met_at,
        is_stopped=deadline.stopped_at is not None,
        derived=derive(
            deadline.derivation,
            deadline.due_at,
            began=deadline.set_at,
            source=deadline.rule.source,
        ),
    )
