"""The telephone: how many wait, and how long the one who has waited longest."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kentongan.alarms.senses.shape import CITY, Reading, Signal, whole_city
from kentongan.calls.figures import Figures, figures
from kentongan.calls.touching import last_word


def waiting(at: datetime) -> Sequence[Reading]:
    """Return how many wait (two statements); None while the exchange is silent."""
    return _reading(at, lambda counted: counted.waiting)


def longest_wait(at: datetime) -> Sequence[Reading]:
    """Return the longest wait, in seconds (two statements)."""
    return _reading(at, lambda counted: counted.longest_wait)


def _reading(at: datetime, number: Callable[[Figures], int]) -> list[Reading]:
    heard = last_word(at=at)
    if not heard.is_connected or heard.is_silent(at):
        return [Reading(CITY, None, heard.heard_at, "calls:")]
    return [Reading(CITY, float(number(figures(at, at=at))), heard.heard_at, "calls:")]


CALLS_WAITING = Signal(
    name="calls_waiting",
    label=_("Callers are waiting"),
    unit=_("callers"),
    counts=_("Callers whom nobody has answered yet; unknown while the exchange is silent."),
    read=waiting,
    points=whole_city,
)
LONGEST_WAIT = Signal(
    name="longest_wait",
    label=_("Somebody waits long on the telephone"),
    unit=_("seconds"),
    counts=_("Seconds that the caller who has waited longest waits now."),
    read=longest_wait,
    points=whole_city,
)
