"""Water where it should not be: an area's state by an authority, and what one passer-by told."""

from dataclasses import dataclass

Depths = tuple[int | None, int | None]
DEPTHS: dict[int, Depths] = {1: (None, None), 2: (10, 70), 3: (71, 150), 4: (151, None)}
"""Centimetres by state, as PetaBencana publishes them; 1 is "take care": the depth is not known."""


@dataclass(frozen=True, slots=True)
class Flood:
    """An area (an RW) under water, and how deep: state 1 to 4."""

    state: int
    area: str
    parent: str = ""

    @property
    def least_depth_cm(self) -> int | None:
        """How deep at least; None: not known."""
        return DEPTHS[self.state][0]

    @property
    def most_depth_cm(self) -> int | None:
        """How deep at most; None: not known, or no upper end."""
        return DEPTHS[self.state][1]


@dataclass(frozen=True, slots=True)
class FloodReport:
    """One report of a passer-by; the words and the picture stay with the source."""

    depth_cm: int | None = None
    """None: not said."""
