"""One round of the watch: every rule looks at its signal once, in a constant number of statements.

A round is one transaction and only one runs in a city at a time: killed anywhere it has done
nothing, and the next one finds what this one found. What nobody can say neither raises nor clears.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kentongan.alarms.alarm import Alarm, AlarmStep, State
from kentongan.alarms.folding import Kind
from kentongan.alarms.holding import is_alone
from kentongan.alarms.judging import Glance, looked_at, moves
from kentongan.alarms.keeping import keep_watching, remember
from kentongan.alarms.rules import AlarmRule, Priority, newest
from kentongan.alarms.sensing import sense
from kentongan.alarms.stepping import MOVED, Move, move, step_of
from kentongan.alarms.turning import Turns
from kentongan.alarms.watch import Suppression, WatchedPoint
from kentongan.journal.models import Entry
from kentongan.journal.recording import drawn_up, record_all

TOLD = {
    Kind.RAISED: "alarm.raised",
    Kind.RETURNED: "alarm.returned",
    Kind.UNSHELVED: "alarm.unshelved",
    Kind.RELEASED: "alarm.released",
    Kind.SUPPRESSED: "alarm.suppressed",
    Kind.WITHDRAWN: "alarm.withdrawn",
}
"""What the journal is told of; a feed that falls silent has an entry of its own."""
Happened = list[tuple[Alarm, Move]]


@transaction.atomic
def keep_watch(*, at: datetime) -> int:
    """Look at everything once; returns how many steps were taken (0 also if another has looked)."""
    if not is_alone() or not keep_watching(at):
        return 0
    rules = [rule for rule in newest() if rule.is_active]
    held = Alarm.objects.filter(closed_at=None).select_for_update(of=("self",)).order_by("pk")
    open_ = {(alarm.key, alarm.point): alarm for alarm in held.select_related("rule")}
    before = {(row.key, row.point): row for row in WatchedPoint.objects.all()}
    glances = looked_at(rules, sense(rules, at=at), before, at=at)
    remember(glances, before)
    drills = list(Suppression.objects.filter(until__gt=at, ended_at=None))
    turns = Turns(at)
    moved = moves(glances, open_, drills, turns, at=at)  # what waits goes before what is new
    return _write(_new(glances, open_, drills, turns, at), moved, at)


def _new(
    glances: Iterable[Glance], open_: dict[tuple[str, str], Alarm], drills: list[Suppression],
    turns: Turns, at: datetime,
) -> list[Alarm]:  # fmt: skip
    begun = [each for each in glances if each.is_standing and each.key not in open_]
    begun.sort(key=lambda each: Priority.values.index(each.rule.priority))
    return [
        _raise(each, each.rule, _is_held_back(each.rule.key, drills, turns, at), at)
        for each in begun
    ]


def _is_held_back(key: str, drills: list[Suppression], turns: Turns, at: datetime) -> bool:
    return any(drill.holds(key, at) for drill in drills) or not turns.take(key)


def _raise(glance: Glance, rule: AlarmRule, is_held_back: bool, at: datetime) -> Alarm:
    return Alarm(
        rule=rule,
        key=rule.key,
        point=glance.point,
        evidence=glance.evidence,
        raised_at=at,
        changed_at=at,
        state=State.SUPPRESSED if is_held_back else State.ACTIVE,
        is_standing=True,
        is_stale=glance.value is None,
        value=glance.value,
        due_at=at + rule.available,
    )


def _write(new: list[Alarm], moved: Happened, at: datetime) -> int:
    """Write what is new and what moved (five statements at most)."""
    steps = [move(alarm, what, at=at) for alarm, what in moved]
    Alarm.objects.bulk_create(new)
    begun = [(alarm, Move(_kind(alarm))) for alarm in new]
    steps += [step_of(alarm, what, at=at) for alarm, what in begun]
    Alarm.objects.bulk_update(list({alarm.pk: alarm for alarm, _ in moved}.values()), MOVED)
    AlarmStep.objects.bulk_create(steps)
    told = [_entry(alarm, what, at) for alarm, what in (*moved, *begun) if what.kind in TOLD]
    if told:
        record_all(told)
    return len(steps)


def _kind(alarm: Alarm) -> Kind:
    return Kind.SUPPRESSED if alarm.state == State.SUPPRESSED else Kind.RAISED


def _entry(alarm: Alarm, what: Move, at: datetime) -> Entry:
    told = {"rule": alarm.rule_id, "priority": alarm.rule.priority, "state": alarm.state}
    return drawn_up(TOLD[what.kind], about=("alarm", alarm.pk), by=None, at=at, **told)
