"""Setting rules: each change a new version with who, when and why; the earlier ones stay."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.alarm import Alarm
from kentongan.alarms.folding import Kind
from kentongan.alarms.holding import hold_rules, reason
from kentongan.alarms.requiring import WORDS, RuleIncomplete, Wanted, faults_of
from kentongan.alarms.rules import AlarmRule
from kentongan.alarms.stepping import Move, take
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.people.pressing import SAME_FOR
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound
from kentongan.toolbox.words import tidy

LONGEST_TEXT = 1000


class NoSuchRule(NotFound):
    code = "no_such_alarm_rule"
    sentence = _("There is no such rule, or none that you may see.")


@transaction.atomic
def set_rule(key: str, wanted: Wanted, why: str, *, by: User, at: datetime) -> AlarmRule:
    """Keep a new version of a rule, or with key "" a new rule; pressed twice, one.

    :raises NoSuchRule: if the user may not, or there is none of that key
    :raises RuleIncomplete: if anything is missing; `faults` says what and why it matters
    :raises ReasonMissing: without a reason
    """
    earlier = _hold(key, by)
    faults = faults_of(wanted, directory().units)
    if faults:
        raise RuleIncomplete(faults)
    why = reason(why)
    if twin := _twin(key, wanted, why=why, by=by, at=at):
        return twin
    rule = write(key or _free_key(wanted), wanted, earlier, why=why, by=by, at=at)
    told = {"key": rule.key, "version": rule.version, "priority": rule.priority}
    record("alarm_rule.changed", about=("alarm_rule", rule.pk), by=by, at=at, **told)
    return rule


@transaction.atomic
def withdraw_rule(key: str, why: str, *, by: User, at: datetime) -> AlarmRule:
    """Take a rule out of service; its open alarms are over.

    :raises NoSuchRule: if there is none in service, or the user may not
    """
    earlier = _hold(key, by)
    if earlier is None or not earlier.is_active:
        raise NoSuchRule
    rule = _next(earlier)
    rule.is_active, rule.why, rule.set_by, rule.set_at = False, reason(why), by, at
    rule.save(force_insert=True)
    open_ = Alarm.objects.filter(key=key, closed_at=None).select_for_update(of=("self",))
    for alarm in open_.select_related("rule").order_by("pk"):
        take(alarm, Move(Kind.WITHDRAWN, by=by, reason=rule.why), at=at)
    told = {"key": rule.key, "version": rule.version, "priority": rule.priority}
    record("alarm_rule.withdrawn", about=("alarm_rule", rule.pk), by=by, at=at, **told)
    return rule


def write(
    key: str, wanted: Wanted, earlier: AlarmRule | None, *, why: str, by: User | None, at: datetime
) -> AlarmRule:
    """Write the next version, of a rule that was found to be complete."""
    version = earlier.version + 1 if earlier else 1
    return AlarmRule.objects.create(
        **_said(wanted), key=key, version=version, set_at=at, set_by=by, why=why
    )


def _said(wanted: Wanted) -> dict[str, Any]:
    """Return a rule as its columns hold it."""
    plain = ("signal", "point", "comparison", "threshold", "deadband", "on_delay_s", "off_delay_s")
    said = {name: getattr(wanted, name) for name in (*plain, "available_min", "priority")}
    said |= {name: _texts(getattr(wanted, name), name) for name in WORDS}
    return {**said, "owner": directory().units[wanted.owner or 0]}


def _twin(key: str, wanted: Wanted, *, why: str, by: User, at: datetime) -> AlarmRule | None:
    """What this person has just set in the very same words, if it still holds."""
    same = {**_said(wanted), "set_by": by, "why": why, "is_active": True}
    found = AlarmRule.objects.filter(set_at__gt=at - SAME_FOR, **same)
    last = (found.filter(key=key) if key else found).order_by("-pk").first()
    return last if last and not _is_replaced(last) else None


def _is_replaced(rule: AlarmRule) -> bool:
    return AlarmRule.objects.filter(key=rule.key, version__gt=rule.version).exists()


def _next(earlier: AlarmRule) -> AlarmRule:
    """Return a copy that is the next version, not yet written."""
    rule = copy(earlier)
    rule.pk, rule.version = None, earlier.version + 1
    return rule


def _texts(texts: dict[str, str], field: str) -> dict[str, str]:
    said = {code: tidy(text, longest=LONGEST_TEXT, field=field) for code, text in texts.items()}
    return {code: text for code, text in said.items() if text}


def _hold(key: str, by: User) -> AlarmRule | None:
    """Keep rounds out, and return the newest version; None for a new rule."""
    if not may(by, Act.SET_ALARMS):
        raise NoSuchRule
    hold_rules()
    newest = AlarmRule.objects.filter(key=key).order_by("-version").first() if key else None
    if key and newest is None:
        raise NoSuchRule
    return newest


def _free_key(wanted: Wanted) -> str:
    """Return a key that no rule has, made of the name."""
    base = slugify(next(text for text in wanted.names.values() if text.strip()))[:50] or "rule"
    taken = set(AlarmRule.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for key in _numbered(base) if key not in taken)


def _numbered(base: str) -> Iterable[str]:
    yield base
    yield from (f"{base}-{number}" for number in range(2, 10_000))
