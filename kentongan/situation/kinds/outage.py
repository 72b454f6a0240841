"""No power or no water: where, and from when until when by the word of who supplies it."""

from dataclasses import dataclass
from enum import StrEnum


class Supply(StrEnum):
    """What is missing."""

    POWER = "power"
    WATER = "water"


@dataclass(frozen=True, slots=True)
class Outage:
    """One interruption; the places are what the supplier wrote where no code fits."""

    supply: Supply
    places: str = ""
    cause: str = ""
