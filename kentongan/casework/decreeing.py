"""Decreeing: a decree that open cases take brings a kind of clock they did not have yet.

Such a clock begins when it is added: nobody is late for what nobody had promised, and no window
of the reporters' closes before they could know of it. It is told in the open, in the case's
history. Doing it again adds nothing more, so it may be broken off anywhere.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.query import QuerySet

from kentongan.casework.holding import keep
from kentongan.casework.models import Case, Deadline, Stage
from kentongan.casework.promising import CITYS, Binds, matter_of, point_at
from kentongan.casework.replacing import reckon
from kentongan.catalogue.models import DeadlineRule
from kentongan.catalogue.shelf import shelf
from kentongan.journal.recording import record
from kentongan.places.directory import directory

PAGE = 500
UNTOUCHED = Q(reopenings=None)
"""Reopened, a case is promised anew only what is still ahead of it."""
WAITS_FOR: Mapping[str, Q] = {
    Binds.VERIFY: Q(verifications=None),
    Binds.FORWARD: UNTOUCHED & Q(transfers=None, assignments=None),
    Binds.FIRST_ANSWER: UNTOUCHED & Q(answers=None),
    Binds.ACT: Q(),
    Binds.REPLY: Q(stage=Stage.CLAIMED),
}
"""What is true of an open case while a clock of that kind could run on it."""


def add_clocks(*, at: datetime) -> int:
    """Give open cases the kinds of clock that they lack and should take; returns how many."""
    day = at.astimezone(directory().calendar.zone).date()
    rules = (rule for level in shelf().rules.values() for rule in level)
    taken = {r.binds for r in rules if r.on_open == DeadlineRule.OnOpen.TAKE and r.holds(day)}
    return sum(_add_all(binds, day, at) for binds in sorted(taken))


def _add_all(binds: str, day: date, at: datetime) -> int:
    added, last = 0, 0
    while page := list(_lacking(binds).filter(pk__gt=last).order_by("pk")[:PAGE]):
        last = page[-1].pk
        wanted = [case.pk for case in page if _rule(case, binds, day)]
        added += sum(_add(pk, binds, day, at=at) for pk in wanted)
    return added


def _lacking(binds: str) -> QuerySet[Case]:
    running = Deadline.objects.filter(case=OuterRef("pk"), met_at=None, replaced_at=None)
    has_it = Exists(running.filter(binds=binds))
    # A claim has met every clock of the city's.
    fits = WAITS_FOR[binds] if binds == Binds.REPLY else WAITS_FOR[binds] & ~Q(stage=Stage.CLAIMED)
    return Case.objects.open().filter(fits).exclude(has_it)


def _rule(case: Case, binds: str, day: date) -> DeadlineRule | None:
    """The rule of that kind that the case is under, if open cases take it."""
    kind = shelf().types[case.service_type_id]
    rules = shelf().rules_for(kind, day, matter_of(case))
    taken = (rule for rule in rules if rule.on_open == DeadlineRule.OnOpen.TAKE)
    return next((rule for rule in taken if rule.binds == binds), None)


@transaction.atomic
def _add(pk: int, binds: str, day: date, *, at: datetime) -> int:
    """Add the clock to one case, looked at again once it is held."""
    Case.objects.select_for_update(of=("self",)).get(pk=pk)
    case = _lacking(binds).filter(pk=pk).first()
    rule = _rule(case, binds, day) if case else None
    if case is None or rule is None:
        return 0
    new = reckon(case, rule, at)
    new.derivation["by_decree"] = True
    if binds in CITYS and case.paused_until is not None:
        new.stopped_at = at
    new.save()
    told = {"row": new.pk, "binds": binds, "became": new.due_at.isoformat()}
    record("deadline.added", about=("case", pk), by=None, at=at, **told)
    point_at(case, case.deadlines.filter(met_at=None, replaced_at=None), otherwise=case.due_at)
    keep(case, "due_at", "promised_at", at=at)
    return 1
