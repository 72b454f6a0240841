"""Whether a measurement is believed: compared with what the gauge can show and what came before.

A step is believed as soon as a second measurement confirms it, or once there was time enough for
it. A zero out of nowhere is not: sensors that have lost their reading send zeros for hours.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from kentongan.situation.gauges.gauge import Gauge, Quality

LONGEST = timedelta(hours=24)
"""What was measured before says nothing any more."""
ZERO_SHARE = 6
"""A zero is a level only where the water could have fallen to it within ten minutes."""
CLOCK = timedelta(minutes=10)
"""How far a sensor's clock may be ahead of ours."""


class Measured(NamedTuple):
    """One measurement, judged."""

    at: datetime
    cm: float
    quality: str


def judge(gauge: Gauge, cm: float, at: datetime, before: Sequence[Measured], now: datetime) -> str:
    """Return the quality of a measurement; `before` was measured earlier, the oldest first."""
    if at > now + CLOCK:
        return Quality.AHEAD
    if not gauge.lowest <= cm <= gauge.highest:
        return Quality.RANGE
    recent = [each for each in before if at - each.at <= LONGEST]
    last = next((each for each in reversed(recent) if each.quality == Quality.GOOD), None)
    if last is None:
        return Quality.GOOD
    if cm == 0 and last.cm > max(gauge.settle, gauge.step / ZERO_SHARE):
        return Quality.ZERO
    if abs(cm - last.cm) <= _allowed(gauge, at - last.at):
        return Quality.GOOD
    return Quality.GOOD if _confirms(gauge, cm, at, recent[-1]) else Quality.STEP


def _allowed(gauge: Gauge, passed: timedelta) -> float:
    return gauge.step * max(1.0, passed / timedelta(hours=1))


def _confirms(gauge: Gauge, cm: float, at: datetime, before: Measured) -> bool:
    """Whether the measurement before said the same unbelievable thing."""
    return before.quality == Quality.STEP and abs(cm - before.cm) <= _allowed(gauge, at - before.at)
