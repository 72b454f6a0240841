"""The thresholds of a gauge, as arithmetic wants them."""

from kentongan.situation.gauges.gauge import Gauge
from kentongan.situation.gauges.siaga import Threshold


def thresholds(gauge: Gauge) -> tuple[Threshold, ...]:
    """Return what its siaga are, the calm one first."""
    return tuple(
        Threshold(each["level"], float("-inf") if each["from_cm"] is None else each["from_cm"])
        for each in gauge.siaga
    )


def alert(gauge: Gauge) -> float:
    """Return the level from which on its water is worth telling downstream; infinity if unknown."""
    starts = [each.start for each in thresholds(gauge)[1:]]
    return starts[0] if starts else float("inf")
