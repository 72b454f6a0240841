"""Pausing: the city's clocks stand still, for a reason and for a while, and then run on.

The deadlines move by the working days that were lost; what has been missed is not undone. A pause
that nobody ends is ended by the clock at its limit.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import facts, hold_workable, keep, sentence
from kentongan.casework.models import Case, Deadline, Pause
from kentongan.casework.promising import CITYS, point_at
from kentongan.casework.replacing import moved, pauses_of, swap
from kentongan.catalogue.pace import pace
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.toolbox.working_time import term

Reason = Pause.Reason
BATCH = 200


class AlreadyPaused(Conflict):
    code = "already_paused"
    sentence = _("The deadlines of this case are already paused.")


class NotPaused(Conflict):
    code = "not_paused"
    sentence = _("The deadlines of this case are not paused.")


class LimitOutOfBounds(Unprocessable):
    code = "limit_out_of_bounds"
    sentence = _("A pause for this reason must end later than now, and not as late as that.")


@transaction.atomic
def pause(
    case: Case, reason: Reason, text: str, until: datetime | None, *, by: User, at: datetime
) -> Pause:
    """Let the city's clocks stand still, until `resume` or the limit, whichever is first.

    :param until: the limit; None for as long as the reason allows
    :raises AlreadyPaused: if they stand still
    :raises LimitOutOfBounds: if `until` is past, or later than the reason allows
    """
    case = hold_workable(case, Act.PAUSE, by=by)
    if case.paused_until is not None:
        raise AlreadyPaused
    halted = halt(case, reason, sentence(text, field="text"), until, by=by, at=at)
    keep(case, *POINTERS, at=at)
    told = {"row": halted.pk, "reason": reason, "limit": halted.limit_at.isoformat()}
    record("case.paused", about=("case", case.pk), by=by, at=at, **told, **facts(case))
    return halted


POINTERS = ("paused_until", "due_at", "promised_at")


@transaction.atomic
def resume(case: Case, *, by: User, at: datetime) -> Pause:
    """Let the clocks run on.

    :raises NotPaused: if they do
    """
    case = hold_workable(case, Act.PAUSE, by=by)
    return _resume(case, by=by, at=at)


def end_due_pauses(*, at: datetime) -> int:
    """End up to `BATCH` pauses that have reached their limit; returns how many."""
    due = Pause.objects.filter(ended_at=None, limit_at__lte=at).order_by("limit_at")
    return sum(_end(pk) for pk in due.values_list("case_id", flat=True)[:BATCH])


@transaction.atomic
def _end(pk: int) -> bool:
    """End the pause of one case at its limit, unless another clock, or somebody, is at it."""
    waiting = Case.objects.filter(pk=pk, closed_at=None, paused_until__isnull=False)
    case = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if case is None or case.paused_until is None:
        return False
    _resume(case, by=None, at=case.paused_until)
    return True


def _resume(case: Case, *, by: User | None, at: datetime) -> Pause:
    ended = run_on(case, at=at)
    if ended is None:
        raise NotPaused
    keep(case, *POINTERS, at=at)
    told = {"row": ended.pk, "reason": ended.reason, **facts(case)}
    record("case.resumed", about=("case", case.pk), by=by, at=at, **told)
    return ended


def halt(
    case: Case, reason: Reason, text: str, until: datetime | None, *, by: User, at: datetime
) -> Pause:
    """Stop the clocks of a held case; the caller keeps it and records it."""
    longest = term(at, pace().pause_days[reason], "working_days", directory().calendar).due_at
    limit = until or longest
    if not at < limit <= longest:
        raise LimitOutOfBounds(field="until")
    halted = Pause.objects.create(case=case, reason=reason, text=text, limit_at=limit, by=by, at=at)
    running = case.deadlines.filter(met_at=None, replaced_at=None)
    ahead = running.filter(binds__in=CITYS, missed_at=None, due_at__gt=at)
    ahead.update(stopped_at=at)  # what is late already stays late, noticed or not
    case.paused_until = limit
    point_at(case, list(running), otherwise=limit)
    return halted


def run_on(case: Case, *, at: datetime) -> Pause | None:
    """Start the clocks of a held case again, each later by what was lost; None if they run."""
    ended = case.pauses.filter(ended_at=None).first()
    if ended is None:
        return None
    ended.ended_at = at
    ended.save(update_fields=["ended_at"])
    case.paused_until = None
    running = list(case.deadlines.filter(met_at=None, replaced_at=None))
    pauses = pauses_of(case, until=at)
    pairs = [(old, moved(case, old, pauses)) for old in running if old.stopped_at]
    fresh = swap(pairs, at=at)
    Deadline.objects.filter(pk__in=[d.pk for d in fresh]).update(stopped_at=None)
    for deadline in fresh:
        deadline.stopped_at = None
    point_at(case, [*fresh, *(d for d in running if d.stopped_at is None)], otherwise=case.due_at)
    return ended
