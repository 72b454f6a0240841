"""Reading a story: how a flood goes on, as a TOML file. Shares are of the drill's length."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "stories"
FLOOD = SHIPPED / "flood.toml"


class BrokenStory(ValueError):
    """What is wrong with a story, in a sentence."""


@dataclass(frozen=True)
class Phase:
    """A part of the drill, until a share of its length, with a share of all reports."""

    until: float
    reports: float
    depths: tuple[str, ...]


@dataclass(frozen=True)
class Outage:
    """A feed of one of these connectors, the first that the pack has, falls silent for a while."""

    connectors: tuple[str, ...]
    dies: float
    lives: float | None


@dataclass(frozen=True)
class Forewarned:
    at: float
    severity: str
    headline: str
    minutes: int


@dataclass(frozen=True)
class Story:
    """How a drill goes on, for any city."""

    kinds: tuple[str, ...]
    """Kinds of event and service types, by code, that it may be about: the first there is."""
    basins: int
    spread_m: float
    again: float
    """How many messages are delivered twice, as a share."""
    measured_s: float
    channels: Mapping[str, float]
    phases: tuple[Phase, ...]
    rising: tuple[tuple[float, float], ...]
    """At which share the water stands at which threshold: 0 is calm, 1 the first siaga above."""
    warnings: tuple[Forewarned, ...]
    outages: tuple[Outage, ...]
    words: Mapping[str, tuple[str, ...]]


def read_story(file: Path = FLOOD) -> Story:
    """Read a story from its file.

    :raises BrokenStory: if it is none
    """
    try:
        return _story(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise BrokenStory(f"{file.name}: {fault}") from None
    except (KeyError, TypeError, ValueError) as fault:
        raise BrokenStory(f"{file.name}: {type(fault).__name__} {fault}") from None


def _story(told: Mapping[str, Any]) -> Story:
    story = Story(
        kinds=tuple(told["kinds"]),
        basins=int(told["basins"]),
        spread_m=float(told["spread_m"]),
        again=float(told["again"]),
        measured_s=float(told["measured_s"]),
        channels={name: float(share) for name, share in told["channels"].items()},
        phases=tuple(
            Phase(each["until"], each["reports"], tuple(each["depths"])) for each in told["phases"]
        ),
        rising=tuple((float(at), float(level)) for at, level in told["rising"]),
        warnings=tuple(Forewarned(**each) for each in told.get("warnings", ())),
        outages=tuple(
            Outage(tuple(each["connectors"]), each["dies"], each.get("lives"))
            for each in told.get("outages", ())
        ),
        words={name: tuple(each) for name, each in told["words"].items()},
    )
    if [each.until for each in story.phases] != sorted(each.until for each in story.phases):
        raise ValueError("phases stand in no order")
    if not story.phases or story.phases[-1].until != 1.0:
        raise ValueError("the last phase ends at 1.0")
    return story
