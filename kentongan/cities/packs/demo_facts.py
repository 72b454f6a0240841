"""Believable play: what people report, where, and what officers write back. Never real texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "operator", "supervisor", "officer", "head", "leader", "administrator", "council", "neighbour"
]
AnswerKind = Literal["answer", "question", "close"]


@dataclass(frozen=True, slots=True)
class DemoPlaceFacts:
    name: str
    jurisdiction: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class DemoReportFacts:
    service_type: str
    text: str
    answers: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemoAnswerFacts:
    group: str
    kind: AnswerKind
    text: str
    service_types: tuple[str, ...] = ()  # none: it fits whatever is of the group


@dataclass(frozen=True, slots=True)
class DemoUserFacts:
    username: str
    name: str
    role: Role
    unit: str
    rw: str = ""  # a head of RT or RW: of an invented one, in the kelurahan that the unit governs
    rt: str = ""


@dataclass(frozen=True, slots=True)
class DemoFacts:
    places: tuple[DemoPlaceFacts, ...] = ()
    reports: tuple[DemoReportFacts, ...] = ()
    answers: tuple[DemoAnswerFacts, ...] = ()
    users: tuple[DemoUserFacts, ...] = ()
    sentences: tuple[str, ...] = ()  # for the public; with "{type}", "{place}", some "{landmark}"
    titles: Mapping[str, str] = field(default_factory=dict)  # kind of unit -> its head's title
