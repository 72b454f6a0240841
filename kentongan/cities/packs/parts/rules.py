"""rules.yaml: what the city has set itself besides its promises, dated and cited. Optional.

Where nothing stands, or nothing holds on the day, it is as it usually is.
"""

from __future__ import annotations

from typing import get_args

from kentongan.cities.packs.pages import Page
from kentongan.cities.packs.rule_facts import LEAST, LONGEST, MOST, RuleFacts, Sets

FIELDS = ("rules",)
RULE_FIELDS = ("sets", "amount", "source", "valid_from", "valid_to")


def read_rules(page: Page) -> tuple[RuleFacts, ...]:
    """The rules in the file's order."""
    found: list[RuleFacts] = []
    for each in page.pages("rules", *RULE_FIELDS):
        rule = RuleFacts(
            sets=each.choice("sets", get_args(Sets)),
            amount=each.whole("amount"),
            source=each.text("source"),
            valid_from=each.day("valid_from"),
            valid_to=each.day("valid_to", None),
        )
        _check_amount(rule, each)
        if each.has("source") and not rule.source:
            remedy = "Name the decree, or say that it is a working assumption."
            each.fault("'source' is empty", remedy, at="source")
        _check_dates(rule, [one for one in found if one.sets == rule.sets], each)
        found.append(rule)
    return tuple(found)


def _check_amount(rule: RuleFacts, page: Page) -> None:
    least, most = LEAST.get(rule.sets, 1), MOST.get(rule.sets, LONGEST)
    if page.has("amount") and not least <= rule.amount <= most:
        wrong = f"'amount' of {rule.sets!r} must be between {least} and {most}"
        page.fault(wrong, "Write another number.", at="amount")


def _check_dates(rule: RuleFacts, earlier: list[RuleFacts], page: Page) -> None:
    if rule.valid_to and rule.valid_to < rule.valid_from:
        page.fault("'valid_to' is before 'valid_from'", "Swap the two dates.", at="valid_to")
    for other in earlier:
        ends = other.valid_to is None or other.valid_to >= rule.valid_from
        if ends and (rule.valid_to is None or rule.valid_to >= other.valid_from):
            wrong = f"Two rules for {rule.sets!r} hold on the same days"
            remedy = "Let 'valid_to' of the older one end the day before the newer one begins."
            page.fault(wrong, remedy, at="valid_from")
