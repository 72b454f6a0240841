"""What a pack says of its sources outside: where they are, what they give, under which licence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Text = Mapping[str, str]
CONNECTORS = (
    *("cap", "gauges", "bmkg_forecast", "bmkg_quakes", "petabencana", "petabencana_reports"),
    *("traffic", "cctv", "outages", "air_quality", "gtfs_realtime"),
)
"""What can be connected; `situation.connectors` has the same names, which a test compares."""
NO_KELURAHAN = "00.00.00.0000"
GRADES = ("official", "partner", "crowd")


@dataclass(frozen=True, slots=True)
class FeedFacts:
    code: str
    connector: str
    name: Text
    gives: Text  # a sentence for the public
    address: str
    grade: str
    licence: str
    attribution: str
    every: int  # seconds between two questions
    fresh: int  # seconds after which what it said is stale
    settings: Mapping[str, Any] = field(default_factory=dict)
    active: bool = True


def at_home(feeds: Iterable[FeedFacts], kelurahan: str) -> tuple[FeedFacts, ...]:
    """Return a template's feeds with a kelurahan's code in addresses that name one."""
    return tuple(
        replace(feed, address=feed.address.replace(NO_KELURAHAN, kelurahan)) for feed in feeds
    )
