"""What a pack says of river gauges: where they stand, and what their levels mean. All in cm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Text = Mapping[str, str]
CALM = 4
"""The siaga that holds while none of the others does; 1 is the worst."""
MAPPED = (
    *("format", "rows", "delimiter", "gauge", "gauge_topic", "only", "names"),
    *("value", "unit", "measured_at", "time", "zone", "topics", "hosts"),
)
"""What a feed of levels may say of the shape of its answers; `docs/gauges.md` tells of each."""
NAMING = ("gauge", "gauge_topic", "only")
"""One of these says which gauge it is: a field, a place in the topic, or always the same."""
FORMATS = ("json", "csv", "number")
UNITS = {"mm": 0.1, "cm": 1.0, "m": 100.0}
"""By what a value is multiplied to be centimetres."""


@dataclass(frozen=True, slots=True)
class SiagaFacts:
    level: int  # 4 (calm) to 1 (worst)
    means: Text  # for the public
    from_cm: int | None = None  # from which level of the water on it holds; none for the calm one


@dataclass(frozen=True, slots=True)
class UpstreamFacts:
    gauge: str
    minutes: int  # that water takes from there to here


@dataclass(frozen=True, slots=True)
class GaugeFacts:
    code: str
    name: Text
    river: str
    lowest: int  # what it can show at all
    highest: int
    step: int  # the largest believable change within an hour
    settle: int  # how far below a threshold the water has to fall before that siaga ends
    fresh: int  # seconds after which a level is stale
    siaga: tuple[SiagaFacts, ...]  # the calm one first
    source: str
    lat: float | None = None  # where it stands, if that is known
    lon: float | None = None
    feed: str = ""  # the code of a source in feeds.yaml; none: nobody tells us yet
    upstream: tuple[UpstreamFacts, ...] = ()
    assumed: bool = False
