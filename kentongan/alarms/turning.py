"""Taking turns: a room that is called more often than it can follow hears first what is new.

A rule that has called within ten minutes waits, held back, once the room has been called as often
as its operators can follow; nothing of it is lost, and it calls when there is room. The first call
of a rule never waits: thirty incidents of one flood must not cover a river or a fire.
"""

from datetime import datetime

from kentongan.alarms.alarm import AlarmStep, State
from kentongan.alarms.discipline import FLOOD, WINDOW
from kentongan.alarms.duty import operators_at
from kentongan.alarms.weighing import CALLING

SPARE = 2
"""Calls of each operator's ten that are kept for rules that have not called yet."""


class Turns:
    """Who may still call, as the room stands at a moment."""

    def __init__(self, at: datetime) -> None:
        """Count the calls of the last ten minutes (two statements)."""
        steps = AlarmStep.objects.filter(kind__in=CALLING, state=State.ACTIVE)
        lately = steps.filter(at__gt=at - WINDOW, at__lte=at)
        keys = list(lately.order_by("pk").values_list("alarm__key", flat=True))
        self._have_called = set(keys)
        self._left = (FLOOD - SPARE) * operators_at(at) - len(keys)

    def take(self, key: str) -> bool:
        """Take a turn for a rule; False if it has to wait."""
        if key in self._have_called and self._left <= 0:
            return False
        self._have_called.add(key)
        self._left -= 1
        return True
