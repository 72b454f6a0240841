"""Recalculating: a decree changed the calendar or a rule, and running deadlines change with it.

What has been missed or met stays as it was, and so does what stands still. An open case keeps the
length it was promised, unless the new rule says that open cases take it. It is told in the open:
the old row stays beside the new one, and the journal names both moments. Doing it again changes
nothing more, so it may be broken off anywhere.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from kentongan.casework.decreeing import add_clocks
from kentongan.casework.holding import keep
from kentongan.casework.models import Case, Deadline
from kentongan.casework.promising import matter_of, point_at
from kentongan.casework.replacing import moved, reckon, swap
from kentongan.catalogue.models import DeadlineRule
from kentongan.catalogue.shelf import shelf
from kentongan.journal.models import Entry
from kentongan.journal.recording import drawn_up, record_all
from kentongan.places.directory import data_version, directory
from kentongan.places.models import Profile
from kentongan.toolbox.working_time import Stretch

PAGE = 500
SETTLED = timedelta(seconds=10)
"""After this every process has read the city's new data, so that no clock is set by the old."""
NEEDED = (
    *("case__id", "case__service_type_id", "case__channel", "case__is_oversight"),
    *("case__opened_at", "binds", "rule", "due_at", "set_at", "derivation"),
)


def keep_reckoned(*, at: datetime) -> int:
    """Recalculate if the city's data changed since it was last done, or a rule has begun.

    Returns how many moved.
    """
    known, profile, standing = directory(), Profile.objects.get(), _standing(at)
    if profile.reckoned == standing or known.profile.version != profile.version:
        return 0
    changed = recalculate(at=at)
    if profile.loaded_at is None or at - profile.loaded_at > SETTLED:
        same = Profile.objects.filter(version=data_version())
        same.filter(version=profile.version).update(reckoned=standing)
    return changed


def _standing(at: datetime) -> str:
    """By what the clocks are reckoned: the calendar, and the last day on which a rule began."""
    calendar = directory().calendar
    day = at.astimezone(calendar.zone).date()
    rules = (rule for level in shelf().rules.values() for rule in level)
    begun = max((rule.valid_from for rule in rules if rule.valid_from <= day), default=None)
    return f"{calendar.version}; {begun}" if begun else calendar.version


def recalculate(*, at: datetime) -> int:
    """Replace the running deadlines whose moment changes, add those of a new kind; how many."""
    changed, last = 0, 0
    while page := list(_running(at).filter(pk__gt=last).order_by("pk")[:PAGE]):
        last = page[-1].pk
        wanted = {old.case_id for old in page if _again(old.case, old, at).due_at != old.due_at}
        changed += sum(_recalculate(pk, at=at) for pk in sorted(wanted))
    return changed + add_clocks(at=at)


def _running(at: datetime) -> QuerySet[Deadline]:
    ahead = Deadline.objects.filter(met_at=None, missed_at=None, replaced_at=None, stopped_at=None)
    return ahead.filter(due_at__gt=at).select_related("case").only(*NEEDED)


@transaction.atomic
def _recalculate(pk: int, *, at: datetime) -> int:
    """Replace what changes of one case, which is held, so that no other clock does it as well."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=pk)
    running = list(case.deadlines.filter(met_at=None, replaced_at=None))
    held = [d for d in running if d.missed_at is None and d.stopped_at is None and d.due_at > at]
    pairs = [(old, _again(case, old, at)) for old in held]
    changed = [(old, new) for old, new in pairs if old.due_at != new.due_at]
    swap(changed, at=at)
    record_all(list(_entries(changed, at)))
    point_at(case, case.deadlines.filter(met_at=None, replaced_at=None), otherwise=case.due_at)
    keep(case, "due_at", "promised_at", at=at)
    return len(changed)


def _again(case: Case, old: Deadline, at: datetime) -> Deadline:
    """Return the deadline as it would be set today: by the calendar, and the rule if it says so."""
    pauses: list[Stretch] = [
        (datetime.fromisoformat(began), datetime.fromisoformat(ended))
        for began, ended, _ in old.derivation.get("paused", ())
    ]
    day = at.astimezone(directory().calendar.zone).date()
    rules = shelf().rules_for(shelf().types[case.service_type_id], day, matter_of(case))
    rule = next((rule for rule in rules if rule.binds == old.binds), None)
    if rule and rule.on_open == DeadlineRule.OnOpen.TAKE:
        new = reckon(case, rule, old.set_at, pauses)
    else:
        new = moved(case, old, pauses)
    new.derivation["by_decree"] = True
    return new


def _entries(changed: list[tuple[Deadline, Deadline]], at: datetime) -> Iterator[Entry]:
    for old, new in changed:
        yield drawn_up(
            "deadline.recalculated",
            about=("case", old.case_id),
            by=None,
            at=at,
            row=new.pk,
            binds=new.binds,
            was=old.due_at.isoformat(),
            became=new.due_at.isoformat(),
        )
