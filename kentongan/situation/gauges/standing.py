"""How a gauge stands at a moment, worked out of what was known then; without the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kentongan.situation.gauges.arriving import Arrival, Wave, arrival
from kentongan.situation.gauges.gauge import Gauge, Quality
from kentongan.situation.gauges.judging import Measured
from kentongan.situation.gauges.siaga import Ahead, ahead, siaga
from kentongan.situation.gauges.thresholds import alert, thresholds
from kentongan.situation.gauges.trending import Point, Trend, trend

LEAST_FALL = 10
"""cm; by how much water has to have fallen at least before its crest counts as passed."""


@dataclass(frozen=True)
class Coming:
    """What comes from a gauge upstream."""

    gauge: Gauge
    minutes: int
    arrival: Arrival


@dataclass(frozen=True)
class Standing:
    """A gauge at a moment. What is None is unknown; a stale gauge has an age and no level."""

    gauge: Gauge
    at: datetime
    cm: float | None
    siaga: int | None
    trend: Trend | None
    next: Ahead | None
    coming: tuple[Coming, ...]
    measured_at: datetime | None
    """Of the last believed measurement, however old."""
    level_id: int | None
    doubted: int
    """Measurements since then that are not believed."""

    @property
    def is_stale(self) -> bool:
        return self.cm is None

    @property
    def age(self) -> timedelta | None:
        return self.at - self.measured_at if self.measured_at else None

    @property
    def next_at(self) -> datetime | None:
        """When the next siaga is reached, counted from the level that was measured; never past."""
        if self.next is None or self.measured_at is None:
            return None
        return max(self.at, self.measured_at + self.next.within)

    @property
    def means(self) -> Mapping[str, str]:
        """What its siaga means, in words for the public; empty if unknown."""
        found = (each["means"] for each in self.gauge.siaga if each["level"] == self.siaga)
        return next(found, {})


@dataclass(frozen=True)
class Known:
    """What was known of a gauge: measurements of the last hours with their ids, oldest first."""

    gauge: Gauge
    measured: Sequence[Measured] = ()
    ids: Sequence[int] = ()
    last_at: datetime | None = None

    @property
    def good(self) -> list[Point]:
        return [Point(each.at, each.cm) for each in self.measured if each.quality == Quality.GOOD]

    def fresh(self, at: datetime) -> list[Point]:
        """The believed ones, none at all if the last of them is stale."""
        good = self.good
        is_fresh = good and at - good[-1].at <= timedelta(seconds=self.gauge.fresh_s)
        return good if is_fresh else []


def stand(known: Known, others: Mapping[str, Known], *, at: datetime) -> Standing:
    """Return how a gauge stands; `others` has the gauges upstream, by code."""
    gauge, good, fresh = known.gauge, known.good, known.fresh(at)
    steps, slope = thresholds(gauge), trend(fresh, at=at)
    last = good[-1].at if good else known.last_at
    return Standing(
        gauge=gauge,
        at=at,
        cm=fresh[-1].cm if fresh else None,
        siaga=siaga((point.cm for point in fresh), steps, gauge.settle),
        trend=slope,
        next=ahead(fresh[-1].cm, slope.speed, steps) if slope else None,
        coming=_coming(gauge, others, at),
        measured_at=last,
        level_id=_id_of_last(known),
        doubted=sum(
            each.quality != Quality.GOOD and _is_after(each, last) for each in known.measured
        ),
    )


def _is_after(each: Measured, last: datetime | None) -> bool:
    return last is None or each.at > last


def _id_of_last(known: Known) -> int | None:
    pairs = zip(reversed(known.ids), reversed(known.measured), strict=True)
    return next((pk for pk, each in pairs if each.quality == Quality.GOOD), None)


def _coming(gauge: Gauge, others: Mapping[str, Known], at: datetime) -> tuple[Coming, ...]:
    found = []
    for each in gauge.upstream:
        above = others.get(each["gauge"])
        if above is None:
            continue
        fall = max(LEAST_FALL, above.gauge.settle)
        way = timedelta(minutes=each["minutes"])
        wave = arrival(above.fresh(at), alert=alert(above.gauge), way=way, fall=fall, at=at)
        found.append(Coming(above.gauge, each["minutes"], wave))
    return tuple(found)


def worth_telling(coming: Coming) -> bool:
    """Whether water is on its way, or nobody knows."""
    return coming.arrival.wave is not Wave.CALM
