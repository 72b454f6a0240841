"""An earthquake as the agency tells of it; its words are in the agency's own language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quake:
    """How strong, how deep, where, and where it was felt (on the MMI scale, as the agency says)."""

    magnitude: float
    depth_km: float
    place: str
    potential: str = ""
    """What the agency says of a tsunami."""
    felt: str = ""
