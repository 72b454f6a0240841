"""Setting a case's clocks: which rules hold, when each ends, and what the queue is sorted by."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from kentongan.casework.models import Case, Deadline
from kentongan.casework.replacing import moved, pauses_of, reckon, swap
from kentongan.catalogue.models import DeadlineRule
from kentongan.catalogue.shelf import shelf
from kentongan.places.directory import directory
from kentongan.toolbox.working_time import Stretch

Binds = DeadlineRule.Binds
Matter = DeadlineRule.Matter
CITYS = (Binds.VERIFY, Binds.FORWARD, Binds.FIRST_ANSWER, Binds.ACT)
"""The clocks that bind the city; the reply window binds the reporters, and begins with a claim."""
PUBLIC_ROOM = "public_room"
"""The channel of whoever came to the Ruang Rakyat, or rang it."""


def matter_of(case: Case) -> str:
    """Return the kind of matter by which a case's rules are chosen."""
    kind = shelf().types.get(case.service_type_id) or case.service_type
    if case.is_oversight:
        return Matter.OVERSIGHT
    if kind.is_emergency:
        return Matter.EMERGENCY
    return Matter.PUBLIC_ROOM if case.channel == PUBLIC_ROOM else kind.matter


def plan(
    case: Case, *, start: datetime, binds: Iterable[Binds], pauses: Sequence[Stretch] = ()
) -> list[Deadline]:
    """Return the deadlines that bind the case from `start` on, not yet saved."""
    wanted = set(binds)
    day = start.astimezone(directory().calendar.zone).date()
    rules = shelf().rules_for(case.service_type, day, matter_of(case))
    return [reckon(case, rule, start, pauses) for rule in rules if rule.binds in wanted]


def point_at(case: Case, deadlines: Iterable[Deadline], *, otherwise: datetime) -> None:
    """Set the case's pointers: the next unmet deadline, and the promise to the reporter.

    A case without any rule is due at `otherwise`: it surfaces in the queue rather than sinking.
    While a pause runs, its limit stands for the clocks that stand still.
    """
    ahead = [d for d in deadlines if d.met_at is None and d.replaced_at is None]
    moments = [d.due_at for d in ahead if d.stopped_at is None]
    if case.paused_until is not None:
        moments.append(case.paused_until)
    case.due_at = min(moments, default=otherwise)
    promised = [d.due_at for d in ahead if d.binds == Binds.ACT]
    if promised:
        case.promised_at = promised[0]


def meet(case: Case, *binds: Binds, at: datetime) -> None:
    """Stop these clocks and point the case at the next; two statements, more if it is paused."""
    running = list(case.deadlines.filter(met_at=None, replaced_at=None))
    met = [deadline for deadline in running if deadline.binds in binds]
    ahead = [deadline for deadline in running if deadline not in met]
    if met and case.paused_until is not None:
        pauses = pauses_of(case, until=at)
        late = [old for old in met if old.stopped_at is None]
        still = [old for old in met if old.stopped_at is not None]
        met = [*late, *swap([(old, moved(case, old, pauses)) for old in still], at=at)]
        if not any(deadline.binds in CITYS for deadline in ahead):
            _end_pause(case, at)
    if met:
        Deadline.objects.filter(pk__in=[deadline.pk for deadline in met]).update(met_at=at)
    point_at(case, ahead, otherwise=case.due_at)


def _end_pause(case: Case, at: datetime) -> None:
    """No clock of the city's is left that could stand still."""
    case.pauses.filter(ended_at=None).update(ended_at=at)
    case.paused_until = None
    Case.objects.filter(pk=case.pk).update(paused_until=None)


def set_anew(case: Case, *, start: datetime, at: datetime) -> list[Deadline]:
    """Replace every running clock by what the rules say of the case as it is now.

    :param start: when the case was opened; what came on paper has run since the city had it
    """
    running = {d.binds: d for d in case.deadlines.filter(met_at=None, replaced_at=None)}
    pauses = pauses_of(case, until=at, is_running=False)
    wanted = [Binds(each) for each in running]
    start = min([start, *(d.set_at for d in running.values())])
    fresh = plan(case, start=start, binds=wanted, pauses=pauses)
    since = case.pauses.filter(ended_at=None).values_list("at", flat=True).first()
    for deadline in fresh:
        # By another rule it may have been late before the pause, or no longer have been.
        stands = since is not None and deadline.binds in CITYS and deadline.due_at > since
        deadline.stopped_at = since if stands else None
    lost = [d for binds, d in running.items() if all(f.binds != binds for f in fresh)]
    Deadline.objects.filter(pk__in=[deadline.pk for deadline in lost]).update(replaced_at=at)
    fresh = swap([(running[deadline.binds], deadline) for deadline in fresh], at=at)
    point_at(case, fresh, otherwise=at)
    return fresh
