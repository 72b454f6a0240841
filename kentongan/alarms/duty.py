"""How many keep watch: alarms are counted against those on duty, as the shifts tell."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q

from kentongan.incidents.models import Duty

AT_LEAST = 1
"""Where nobody is on duty the alarms are counted as if one were: that flatters nobody."""


def on_duty_at(at: datetime) -> int:
    """Return how many were on duty at a moment (one statement)."""
    return Duty.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at).count()


def operators_at(at: datetime) -> int:
    """Return how many the alarms of a moment are counted against (one statement)."""
    return max(AT_LEAST, on_duty_at(at))


def operators_over(since: datetime, until: datetime) -> Callable[[datetime], int]:
    """Return how many they are counted against at any moment of a stretch (one statement)."""
    meeting = Duty.objects.filter(Q(until=None) | Q(until__gt=since), since__lt=until)
    rows = list(meeting.order_by("pk").values_list("since", "until"))

    def at(moment: datetime) -> int:
        on_duty = (begin <= moment and (end is None or end > moment) for begin, end in rows)
        return max(AT_LEAST, sum(on_duty))

    return at
