"""One thing that lies over a map: an area, a way or a spot, each kind with a shape of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kentongan.toolbox.geometry import Point


class Kind(StrEnum):
    """What it is; the order is that of drawing, the loudest last."""

    WARNING = "warning"
    FLOOD = "flood"
    SLOW = "slow"
    BUS = "bus"
    GAUGE = "gauge"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Layer:
    """Where it lies (areas, or a point), what it says, where it leads; stale things have no tone.

    :ivar text: what is written on a spot: a siaga, a count
    """

    kind: Kind
    title: str
    href: str = ""
    tone: str = "calm"
    is_stale: bool = False
    shapes: tuple[Mapping[str, Any], ...] = field(default=())
    point: Point | None = None
    text: str = ""
    heading: float | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend."""

    kind: Kind
    is_stale: bool


def legend(layers: Iterable[Layer]) -> list[Key]:
    """Return what a map with these layers has to explain, and nothing that is not on it."""
    found = {(each.kind, each.is_stale) for each in layers}
    return [Key(kind, stale) for kind in Kind for stale in (False, True) if (kind, stale) in found]
