"""Places below the kelurahan: RW, and RT within them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class NeighbourhoodFacts:
    kelurahan: str  # Kemendagri code
    rw: str  # three digits
    rt: str = ""  # three digits; empty: the whole RW
    lat: float | None = None
    lon: float | None = None
    boundary: Mapping[str, Any] | None = None  # GeoJSON geometry, WGS84
