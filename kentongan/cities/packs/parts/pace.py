"""How early to remind, when to hand a miss upward, how long a pause may be: data with defaults."""

from __future__ import annotations

from kentongan.cities.packs.facts import PaceFacts
from kentongan.cities.packs.pages import Page
from kentongan.cities.packs.service_facts import LONGEST_PAUSES

FIELDS = (
    *("remind_days", "remind_hours", "escalate_days", "escalate_hours", "pause_days", "source"),
)
STEPS = 3  # head of the unit, secretary, mayor's list


def read_pace(page: Page) -> PaceFacts:
    """What stands under 'pace:' in the defaults; what is missing there is as it is by default."""
    defaults = page.page("defaults", "promised", "pace")
    found = defaults.page("pace", *FIELDS) if defaults else None
    usual = PaceFacts()
    if found is None:
        return usual
    return PaceFacts(
        remind_days=_whole(found, "remind_days", usual.remind_days),
        remind_hours=_whole(found, "remind_hours", usual.remind_hours),
        escalate_days=_steps(found, "escalate_days", usual.escalate_days),
        escalate_hours=_steps(found, "escalate_hours", usual.escalate_hours),
        pause_days=_pauses(found),
        source=found.text("source"),
    )


def _whole(page: Page, key: str, default: int, least: int = 0) -> int:
    if not page.has(key):
        return default
    value = page.whole(key)
    if value < least:
        page.fault(f"{key!r} must be at least {least}", "Write a larger number.", at=key)
    return value


def _steps(page: Page, key: str, default: tuple[int, ...]) -> tuple[int, ...]:
    if not page.has(key):
        return default
    values = page.values[key]
    whole = isinstance(values, list) and all(type(each) is int and each >= 0 for each in values)
    if not whole or len(values) != STEPS or sorted(values) != list(values):
        remedy = f"Write {STEPS} whole numbers that grow: head, secretary, mayor's list."
        page.fault(f"{key!r} must be a list such as {list(default)}", remedy, at=key)
        return default
    return tuple(values)


def _pauses(page: Page) -> dict[str, int]:
    pauses = page.page("pause_days", *LONGEST_PAUSES)
    if pauses is None:
        return dict(LONGEST_PAUSES)
    return {key: _whole(pauses, key, usual, least=1) for key, usual in LONGEST_PAUSES.items()}
