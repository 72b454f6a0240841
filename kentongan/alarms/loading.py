"""Loading the rules of a pack. What somebody in the city has changed since stays as they set it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from kentongan.alarms.requiring import Wanted
from kentongan.alarms.rules import AlarmRule, newest
from kentongan.alarms.setting import write
from kentongan.cities.packs.alarm_facts import AlarmRuleFacts
from kentongan.places.models import Unit

WHY = "as the city's pack has it"


def load_rules(facts: Iterable[AlarmRuleFacts], units: Mapping[str, Unit], *, at: datetime) -> None:
    """Write a new version of every rule that differs, unless a person set the one that holds."""
    known = {rule.key: rule for rule in newest().select_related("owner")}
    told = {fact.key: fact for fact in facts}
    for key, fact in told.items():
        before = known.get(key)
        is_theirs = before is not None and before.set_by_id is not None
        if is_theirs or (before and before.is_active and fact_of(before) == fact):
            continue
        write(key, _wanted(fact, units), before, why=WHY, by=None, at=at)
    for key, rule in known.items():
        if key not in told and rule.set_by_id is None and rule.is_active:
            gone = write(key, _wanted(fact_of(rule), units), rule, why=WHY, by=None, at=at)
            AlarmRule.objects.filter(pk=gone.pk).update(is_active=False)


def rule_facts() -> tuple[AlarmRuleFacts, ...]:
    """Return what a pack would say to make the rules in service again (one statement)."""
    return tuple(fact_of(rule) for rule in newest().select_related("owner") if rule.is_active)


def fact_of(rule: AlarmRule) -> AlarmRuleFacts:
    """Return a rule as a pack would say it."""
    return AlarmRuleFacts(
        key=rule.key,
        name=rule.names,
        signal=rule.signal,
        comparison=rule.comparison,
        threshold=rule.threshold,
        deadband=rule.deadband,
        on_delay=rule.on_delay_s,
        off_delay=rule.off_delay_s,
        cause=rule.cause,
        consequence=rule.consequence,
        response=rule.response,
        available=rule.available_min,
        owner=rule.owner.code,
        priority=rule.priority,
        point=rule.point,
    )


def _wanted(fact: AlarmRuleFacts, units: Mapping[str, Unit]) -> Wanted:
    return Wanted(
        names=fact.name,
        signal=fact.signal,
        cause=fact.cause,
        consequence=fact.consequence,
        response=fact.response,
        priority=fact.priority,
        comparison=fact.comparison,
        point=fact.point,
        threshold=fact.threshold,
        deadband=fact.deadband,
        on_delay_s=fact.on_delay,
        off_delay_s=fact.off_delay,
        available_min=fact.available,
        owner=units[fact.owner].pk,
    )
