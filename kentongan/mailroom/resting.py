"""Quiet hours: when telephones are left alone. Letters wait; none is lost."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kentongan.mailroom.models import Style

PROMPT = timedelta(minutes=15)
"""Whoever has just done something is awake: the receipt for it may come at once."""


def is_quiet(style: Style, zone: ZoneInfo, *, at: datetime) -> bool:
    """Whether a moment lies in the city's quiet hours; the first belongs to them, the last not."""
    begins, ends = style.quiet_from, style.quiet_to
    if begins is None or ends is None or begins == ends:
        return False
    local = at.astimezone(zone).time()
    if begins < ends:
        return begins <= local < ends
    return local >= begins or local < ends
