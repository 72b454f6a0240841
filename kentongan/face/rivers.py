"""A gauge on a page: the words and the shape of its siaga, and its last two days as a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup

from kentongan.face import formatting
from kentongan.face.riverlines import river_svg
from kentongan.face.riverscale import Drawn
from kentongan.situation.gauges.gauge import Quality
from kentongan.situation.gauges.siaga import Threshold
from kentongan.situation.gauges.standing import Known, Standing
from kentongan.situation.gauges.thresholds import thresholds
from kentongan.situation.gauges.tile import WINDOW

STATES = {4: "well", 3: "soon", 2: "late", 1: "late"}
QUARTER = timedelta(hours=6)
STEADY = 1.0
"""cm/h; slower is neither rising nor falling to the eye."""


@dataclass(frozen=True)
class River:
    """A standing with what was known of its gauge, as templates want them."""

    standing: Standing
    known: Known

    @property
    def state(self) -> str:
        return STATES.get(self.standing.siaga or 0, "calm")

    @property
    def way(self) -> str:
        """Which way the water goes: rising, falling, steady, or "" if unknown."""
        if self.standing.trend is None:
            return ""
        speed = self.standing.trend.speed
        return "steady" if abs(speed) < STEADY else "rising" if speed > 0 else "falling"

    @property
    def held(self) -> Threshold | None:
        """The threshold of its siaga, if the water already stands below it."""
        cm, steps = self.standing.cm, thresholds(self.standing.gauge)
        here = next((each for each in steps if each.level == self.standing.siaga), None)
        return here if here is not None and cm is not None and cm < here.start else None

    def drawing(self, title: str) -> Markup:
        """Return the last two days, with thresholds, gaps and what is doubted."""
        at, gauge = self.standing.at, self.standing.gauge
        limits = [(f"Siaga {each.level}", each.start, STATES.get(each.level, "calm"))
                  for each in thresholds(gauge)[1:]]  # fmt: skip
        doubted = [
            (each.at, each.cm) for each in self.known.measured if each.quality != Quality.GOOD
        ]
        drawn = Drawn(
            points=[(point.at, point.cm) for point in self.known.good],
            doubted=doubted,
            limits=limits,
            since=at - WINDOW,
            until=at,
            longest=timedelta(seconds=gauge.fresh_s),
            ticks=_ticks(at),
        )
        return river_svg(drawn, title=title)


def _ticks(at: datetime) -> Sequence[tuple[datetime, str]]:
    """Midnights with their day and noons with their hour, in the city's zone."""
    here, language = timezone.localtime(at), get_language() or ""
    first = here.replace(minute=0, second=0, microsecond=0)
    hours = (first - timedelta(hours=n) for n in range(int(WINDOW / timedelta(hours=1)) + 1))
    return [
        (hour, formatting.clock(hour, language, here) if hour.hour else _day(hour, language, here))
        for hour in hours
        if hour.hour in {0, 12} and hour > here - WINDOW
    ]


def _day(hour: datetime, language: str, here: datetime) -> str:
    return formatting.day(hour, language, here)
