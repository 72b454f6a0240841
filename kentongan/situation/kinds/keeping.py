"""What a feature says, as it is kept (JSON) and as it is read again (typed)."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from kentongan.situation.features import Kind
from kentongan.situation.kinds import (
    AirQuality,
    Camera,
    Flood,
    FloodReport,
    Forecast,
    Outage,
    Quake,
    Said,
    Stretch,
)
from kentongan.situation.kinds.outage import Supply

Kept = Mapping[str, Any]
TYPES: Mapping[Kind, Callable[..., Said]] = {
    Kind.FORECAST: Forecast.of,
    Kind.QUAKE: Quake,
    Kind.FLOOD: Flood,
    Kind.FLOOD_REPORT: FloodReport,
    Kind.TRAFFIC: Stretch,
    Kind.CAMERA: Camera,
    Kind.AIR_QUALITY: AirQuality,
    Kind.OUTAGE: lambda supply, **more: Outage(Supply(supply), **more),
}


def kept(said: Said) -> dict[str, Any]:
    """Return what is written into the row."""
    return asdict(said)


def said(kind: str, properties: Kept) -> Said:
    """Return what a row says."""
    return TYPES[Kind(kind)](**properties)
