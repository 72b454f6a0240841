"""How much fine dust a station measured in the air. One moment's measure is no day's index."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AirQuality:
    """One station; when it measured is the telling's own moment. None: it did not say."""

    name: str
    pm2_5_ug_m3: float | None
    """Particles under 2.5 micrometres, micrograms in a cubic metre."""
