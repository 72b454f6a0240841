"""What a city sets itself besides its promises: its own dated rule, or else the usual.

Law names none of these numbers. The usual ones are this project's choice, which a pack overrides
(`rules.yaml`). What was promised is kept: the rule counts that held on the day of the act it is
about, whatever has been decreed since.
"""

from datetime import date, datetime, timedelta

from kentongan.catalogue.models import CityRule
from kentongan.catalogue.shelf import shelf
from kentongan.cities.packs.facts import RuleFacts
from kentongan.places.directory import directory

OURS = "Kentongan's own choice; no rule sets it"
_SINCE = date(2026, 1, 1)
USUAL: dict[str, RuleFacts] = {
    rule.sets: rule
    for rule in (
        RuleFacts("objection_days", 30, OURS, _SINCE),
        RuleFacts("dispute_days", 30, OURS, _SINCE),
        # One in twenty keeps the list short enough to be worked off, and one at least means that
        # no unit is ever sure not to be visited.
        RuleFacts("audit_percent", 5, OURS, _SINCE),
        RuleFacts("audit_least", 1, OURS, _SINCE),
    )
}


def amount(sets: str, on: date) -> int:
    """Return what holds on a day: the city's own rule, or the usual one."""
    own = own_rule(sets, on)
    return own.amount if own else USUAL[sets].amount


def own_rule(sets: str, on: date) -> CityRule | None:
    """Return the city's own rule of a day, the newest of several; no statement."""
    held = (rule for rule in shelf().city_rules if rule.sets == sets and rule.holds(on))
    return max(held, key=lambda rule: rule.valid_from, default=None)


def window(sets: str, since: datetime) -> datetime:
    """Return when a window that opened then closes, by the rule of the day it opened."""
    day = since.astimezone(directory().calendar.zone).date()
    return since + timedelta(days=amount(sets, day))
