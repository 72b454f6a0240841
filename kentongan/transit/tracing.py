"""Tracing runs: who passed which stop of a way when, for drawing time against distance."""

from datetime import datetime, timedelta

from kentongan.transit.knowing import Way
from kentongan.transit.models import Passage

SHOWN = timedelta(hours=2)
Trace = list[tuple[int, datetime]]
"""Stops passed, by index, with their moments."""


def traces(way: Way, at: datetime, *, is_simulated: bool) -> list[Trace]:
    """Return the runs of the two hours before a moment (one statement)."""
    found: dict[int, Trace] = {}
    passed = Passage.objects.filter(
        pattern=way.pk, at__gt=at - SHOWN, at__lte=at, is_simulated=is_simulated
    )
    for run, index, moment in passed.order_by("run", "index").values_list("run", "index", "at"):
        found.setdefault(run, []).append((index, moment))
    return list(found.values())
