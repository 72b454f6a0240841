"""How long personal data are kept, since when that holds, and after which rule.

Dated and cited: where a law names no number, it is this project's proposal, which a city overrides
in its pack (`rules.yaml`, `contact_days` and so on). `docs/privacy.md` prints this table, and a
test compares both.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from kentongan.catalogue.city_rules import own_rule

YEAR = timedelta(days=365)
NO_LONGER_NEEDED = "UU 27/2022: personal data go when their purpose is reached; time proposed here"
SECURITY = "UU 27/2022: processing is kept secure; time proposed here"


class Kept(StrEnum):
    """What is kept for a time."""

    CONTACT = "contact"
    TESTER = "tester"
    UNSCREENED_PHOTO = "unscreened_photo"
    PHOTO = "photo"
    LOOK_TEXT = "look_text"
    LOOK = "look"
    WISH_TEXT = "wish_text"
    NONCE = "nonce"
    SIGN_IN_FAILURE = "sign_in_failure"
    SESSION = "session"
    DRAFT_PHOTO = "draft_photo"
    MESSAGE = "message"
    CONVERSATION = "conversation"
    CALL = "call"
    CALL_RECORDING = "call_recording"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long, counted from what; `valid_from` dates the rule, `source` is where it comes from."""

    kept: Kept
    time: timedelta
    counted_from: str
    valid_from: date
    source: str

    def before(self, at: datetime) -> datetime:
        """Return the moment before which everything goes."""
        return at - self.time


_SINCE = date(2026, 1, 1)
RULES: tuple[RetentionRule, ...] = (
    RetentionRule(Kept.CONTACT, 2 * YEAR, "the end of the case", _SINCE, NO_LONGER_NEEDED),
    RetentionRule(Kept.TESTER, timedelta(days=30), "receipt", _SINCE, NO_LONGER_NEEDED),
    RetentionRule(Kept.UNSCREENED_PHOTO, YEAR, "the end of the case", _SINCE, NO_LONGER_NEEDED),
    RetentionRule(Kept.PHOTO, 5 * YEAR, "the end of the case", _SINCE, NO_LONGER_NEEDED),
    RetentionRule(Kept.LOOK_TEXT, YEAR, "the look", _SINCE, NO_LONGER_NEEDED),
    RetentionRule(Kept.LOOK, 5 * YEAR, "the look", _SINCE, SECURITY),
    RetentionRule(Kept.WISH_TEXT, YEAR, "the answer to the wish", _SINCE, NO_LONGER_NEEDED),
    RetentionRule(Kept.NONCE, timedelta(days=1), "issue, if never used", _SINCE, SECURITY),
    RetentionRule(Kept.SIGN_IN_FAILURE, timedelta(days=1), "the attempt", _SINCE, SECURITY),
    RetentionRule(Kept.SESSION, timedelta(), "its own end", _SINCE, SECURITY),
    RetentionRule(Kept.DRAFT_PHOTO, timedelta(days=1), "upload", _SINCE, NO_LONGER_NEEDED),
    RetentionRule(Kept.MESSAGE, timedelta(days=90), "receipt", _SINCE, NO_LONGER_NEEDED),
    RetentionRule(
        Kept.CONVERSATION, timedelta(days=180), "its last word", _SINCE, NO_LONGER_NEEDED
    ),
    RetentionRule(Kept.CALL, YEAR, "the call", _SINCE, NO_LONGER_NEEDED),
    RetentionRule(Kept.CALL_RECORDING, timedelta(days=30), "the call", _SINCE, NO_LONGER_NEEDED),
)


def usual(on: date) -> list[RetentionRule]:
    """Return the rules of a day where a city has set none: of each kind the newest that began."""
    begun = (rule for rule in sorted(RULES, key=lambda r: r.valid_from) if rule.valid_from <= on)
    return list({rule.kept: rule for rule in begun}.values())


def in_force(on: date) -> list[RetentionRule]:
    """Return the rules of a day in the city that was entered: its own before the usual."""
    return [_of_city(rule, on) for rule in usual(on)]


def _of_city(rule: RetentionRule, on: date) -> RetentionRule:
    own = own_rule(f"{rule.kept}_days", on)
    if own is None:
        return rule
    time = timedelta(days=own.amount)
    return replace(rule, time=time, valid_from=own.valid_from, source=own.source)
