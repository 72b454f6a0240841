"""What the weather is expected to be at one kelurahan, in steps of three hours. Never observed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

STEP = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Step:
    """What is expected from a moment on, for three hours. None: not said."""

    begins: str
    """ISO 8601 in UTC."""
    weather_code: int
    words: dict[str, str]
    """What the agency calls it, by language."""
    temperature_c: float | None = None
    humidity_percent: float | None = None
    wind_kmh: float | None = None
    wind_from_deg: float | None = None
    cloud_percent: float | None = None
    rain_mm: float | None = None
    visibility_m: float | None = None

    @property
    def begins_at(self) -> datetime:
        """From when."""
        return datetime.fromisoformat(self.begins)

    def is_ahead(self, at: datetime) -> bool:
        """Whether it is of the moment or of what comes."""
        return at < self.begins_at + STEP


@dataclass(frozen=True, slots=True)
class Forecast:
    """The steps of one kelurahan, in order."""

    adm4: str
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, adm4: str, steps: list[dict[str, Any]]) -> Self:
        """Return it as it was kept."""
        return cls(adm4, tuple(Step(**each) for each in steps))

    def step_at(self, at: datetime) -> Step | None:
        """Return what is expected for the moment; None where it says nothing of it."""
        held = (each for each in self.steps if each.begins_at <= at < each.begins_at + STEP)
        return next(held, None)
