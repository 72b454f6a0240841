"""A stretch of road and how fast one drives there."""

from dataclasses import dataclass

SLOW = 0.5
"""Below this share of the speed of a free road a stretch is slow."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """How fast now, and how fast when the road is free; None: not said."""

    name: str
    speed_kmh: float | None
    free_flow_kmh: float | None = None
    is_closed: bool = False

    @property
    def share(self) -> float | None:
        """The part of its free speed; None where either is not said."""
        if self.speed_kmh is None or not self.free_flow_kmh:
            return None
        return self.speed_kmh / self.free_flow_kmh

    @property
    def is_slow(self) -> bool:
        """Whether it is known to be closed or slow."""
        return self.is_closed or (self.share is not None and self.share < SLOW)
