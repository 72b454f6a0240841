"""Letting go of what was kept long enough: at once by hand, and by the clock every hour."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from kentongan.calls.forgetting import forget_old_calls, forget_old_recordings
from kentongan.casework.retaining import BATCH, Step, apply_rule
from kentongan.casework.retention_rules import Kept, in_force
from kentongan.dialogue.forgetting import forget_rested
from kentongan.intake.forgetting import remove_files

EVERY = timedelta(hours=1)
"""It looks through all that has ended, so not in every round of the clock."""
ELSEWHERE: Mapping[Kept, Step] = {
    Kept.CONVERSATION: forget_rested,
    Kept.CALL: forget_old_calls,
    Kept.CALL_RECORDING: forget_old_recordings,
}
"""What other rooms than casework keep."""
_last: dict[str, datetime] = {}


def let_go(*, at: datetime) -> int:
    """Apply every rule to the city that was entered, until nothing is left; return the number."""
    gone = 0
    for rule in in_force(at.date()):
        count = BATCH
        while count >= BATCH:
            count = apply_rule(rule, at=at, step=ELSEWHERE.get(rule.kept))
            gone += count
    while remove_files():
        pass
    return gone


def let_go_hourly(slug: str) -> None:
    """Do so for the city entered, unless this process did within the hour."""
    now = datetime.now(UTC)
    if now - _last.get(slug, now - EVERY) >= EVERY:
        _last[slug] = now
        let_go(at=now)
