"""Pauses of the last twelve months by unit, worked out once for everybody who asks."""

from dataclasses import dataclass
from datetime import datetime

from kentongan.casework.tallying_pauses import PauseTally, pauses_by_unit
from kentongan.measures.claims import Period
from kentongan.measures.moment import bounds
from kentongan.measures.once import Once


@dataclass(frozen=True, slots=True)
class Pauses:
    """How often the clocks were stopped in a period, by unit and reason."""

    period: Period
    tallies: list[PauseTally]


def report_on(at: datetime) -> Pauses:
    """Count the pauses begun in the last twelve months (one statement)."""
    period = Period.until(at)
    return Pauses(period, pauses_by_unit(since=bounds(period.first)[0], until=at))


pauses_report = Once(report_on)
