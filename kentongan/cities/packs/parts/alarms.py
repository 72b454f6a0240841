"""alarms.yaml: when an alarm is raised, and what is then to be done. Optional.

A rule that does not say cause, consequence, response, time and owner is no rule: an alarm that asks
nothing of anybody is information.
"""

from __future__ import annotations

from collections.abc import Sequence

from kentongan.cities.packs.alarm_facts import PRIORITIES, SIDES, SIGNALS, AlarmRuleFacts
from kentongan.cities.packs.pages import Page

FIELDS = ("rules",)
RULE_FIELDS = (
    *("key", "name", "signal", "point", "comparison", "threshold", "deadband", "on_delay"),
    *("off_delay", "cause", "consequence", "response", "available", "owner", "priority"),
)
DAY_S, DAY_MIN = 86_400, 1_440


def read_alarms(page: Page, languages: Sequence[str]) -> tuple[AlarmRuleFacts, ...]:
    """The rules in the file's order."""
    found: list[AlarmRuleFacts] = []
    for each in page.pages("rules", *RULE_FIELDS):
        rule = AlarmRuleFacts(
            key=each.text("key"),
            name=each.texts("name", languages),
            signal=each.choice("signal", SIGNALS),
            comparison=each.choice("comparison", SIDES),
            threshold=each.number("threshold"),
            deadband=each.number("deadband"),
            on_delay=each.whole("on_delay"),
            off_delay=each.whole("off_delay"),
            cause=each.texts("cause", languages),
            consequence=each.texts("consequence", languages),
            response=each.texts("response", languages),
            available=each.whole("available"),
            owner=each.text("owner"),
            priority=each.choice("priority", PRIORITIES),
            point=each.text("point", ""),
        )
        each.findings.mark("alarm rule", rule.key, each.file, each.line_of("key"))
        _check(rule, {one.key for one in found}, each)
        found.append(rule)
    return tuple(found)


def _check(rule: AlarmRuleFacts, earlier: set[str], page: Page) -> None:
    if rule.key and rule.key in earlier:
        page.fault(f"Two alarm rules have the key {rule.key!r}", "Rename one.", at="key")
    if rule.deadband < 0:
        wrong = "It would be normal again while it is still abnormal"
        page.fault(wrong, "Write 0 or more.", at="deadband")
    for name, delay in (("on_delay", rule.on_delay), ("off_delay", rule.off_delay)):
        if not 0 <= delay <= DAY_S:
            page.fault(f"{name!r} is {delay} seconds", f"Write 0 to {DAY_S} seconds.", at=name)
    if page.has("available") and not 1 <= rule.available <= DAY_MIN:
        wrong = f"There would be {rule.available} minutes to act"
        page.fault(wrong, f"Write 1 to {DAY_MIN} minutes.", at="available")
