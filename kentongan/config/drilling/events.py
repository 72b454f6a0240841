"""What happens in a drill's story: plain values with a moment each, nothing of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What happens; each has its own kind of payload."""

    REPORT = "report"  # a `Said`: somebody tells of the flood for the first time
    AGAIN = "again"  # the very `Said` of an earlier event, delivered once more: nothing may double
    PLACE = "place"  # a `Located`: who wrote without saying where shares a location
    LEVEL = "level"  # a `Measured`: a gauge's level
    WARNING = "warning"  # a `Warned`: an early warning of weather
    DIES = "feed_dies"  # a `Feed` that answers no more
    LIVES = "feed_lives"  # a `Feed` that answers again


WEB, OPEN311, WHATSAPP, SMS = "web", "open311", "whatsapp", "sms"
FORMS = frozenset({WEB, OPEN311})
"""Channels on which a report comes whole, with its type; on the others people write words."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody tells, on whatever channel. They do not exist, nor do their numbers."""

    number: int  # from 1, in the order in which they come
    key: str  # the provider's id of the message, or what makes a form the same form
    words: str
    service_type: str  # a code of the pack; on a message's channel what it is about in truth
    kelurahan: str  # code
    basin: int  # which water it is about, from 0
    sender: str = ""  # a telephone number; forms are anonymous
    sender_name: str = ""
    lat: float | None = None  # none where words alone say where it is
    lon: float | None = None
    answers: Mapping[str, str] = field(default_factory=dict)  # to the type's required questions
    repeats: int | None = None  # number of the report that told of the same before: a duplicate


@dataclass(frozen=True, slots=True)
class Located:
    """A location shared on a channel, by the sender of the report with that number."""

    number: int
    key: str
    sender: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Measured:
    gauge: str  # code
    cm: float


@dataclass(frozen=True, slots=True)
class Warned:
    number: int  # from 1; each takes the place of the one before
    severity: str  # CAP's: Moderate, Severe, Extreme
    headline: str
    kecamatan: tuple[str, ...]  # codes
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class Feed:
    code: str  # of a source in the pack


Payload = Said | Located | Measured | Warned | Feed


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens, so long after the drill began."""

    after: timedelta
    kind: Kind
    channel: str  # WEB, OPEN311, WHATSAPP, SMS; or "feed"
    payload: Payload
