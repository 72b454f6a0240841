"""What the engine asks of a city: what words mean, and where places are."""

from dataclasses import dataclass
from typing import Protocol

from kentongan.dialogue.drafts import Spot


@dataclass(frozen=True, slots=True)
class Places:
    """What words say of where; of a kecamatan alone its name, and the kelurahan there are in it."""

    spots: tuple[Spot, ...] = ()
    kecamatan: str = ""


class Known(Protocol):
    """What the city knows."""

    @property
    def fallback(self) -> str:
        """Return the service type for what fits nowhere, or ""."""

    def kinds(self, words: str) -> tuple[tuple[str, ...], bool]:
        """Return the likeliest service types, and whether the first is meant for sure."""

    def places(self, words: str, *, is_asked: bool) -> Places:
        """Return the places that words may mean."""

    def spot(self, lat: float, lon: float) -> Spot | None:
        """Return where a point lies; None outside the city."""
