"""What a river's drawing is made of, and where a moment and a level lie in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 66, 8, 14, 34
ROUND = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
Told = tuple[datetime, float]


@dataclass(frozen=True)
class Drawn:
    """What is drawn: believed points, doubted ones, thresholds (name, cm, state)."""

    points: Sequence[Told]
    doubted: Sequence[Told]
    limits: Sequence[tuple[str, float, str]]
    since: datetime
    until: datetime
    longest: timedelta
    """Between two measurements; what lies further apart is a gap."""
    ticks: Sequence[tuple[datetime, str]]


class Scale:
    """From moments and cm to the drawing."""

    def __init__(self, drawn: Drawn) -> None:
        self.since, self.span = drawn.since, drawn.until - drawn.since
        known = [cm for _, cm in drawn.points]
        top = max(known, default=0.0)
        # The next threshold above the water is always in the picture, those far above are not.
        near = next(([cm] for _, cm, _ in drawn.limits if cm > top), [])
        shown = [*known, *near, *(cm for _, cm, _ in drawn.limits if cm <= top)]
        self.low, self.high = min(shown, default=0.0), max(shown, default=100.0)
        margin = max(10.0, (self.high - self.low) * 0.08)
        self.low, self.high = self.low - margin, self.high + margin

    def x(self, at: datetime) -> float:
        share = (at - self.since) / self.span
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(max(share, 0.0), 1.0), 1)

    def y(self, cm: float) -> float:
        share = (cm - self.low) / (self.high - self.low)
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share, 1)

    def shows(self, cm: float) -> bool:
        return self.low <= cm <= self.high

    def marks(self) -> list[int]:
        """Round numbers of cm for the side, four or so."""
        step = next((each for each in ROUND if (self.high - self.low) / each <= 5), ROUND[-1])
        first = int(-(-self.low // step))
        return [n * step for n in range(first, int(self.high // step) + 1)]
