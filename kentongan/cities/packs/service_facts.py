"""What a pack says about the kinds of service request, and what is promised for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Text = Mapping[str, str]
Level = Literal["city", "kecamatan", "kelurahan"]
Matter = Literal["information", "ordinary", "oversight"]
Binds = Literal["verify", "forward", "first_answer", "act", "reply"]
MUST_BIND: tuple[Binds, ...] = ("verify", "act")
"""What no service type may leave without a promise."""
DurationUnit = Literal["working_days", "working_hours", "hours"]
Datatype = Literal["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]


@dataclass(frozen=True, slots=True)
class GroupFacts:
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class OptionFacts:
    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    code: str
    text: Text
    datatype: Datatype
    required: bool = False
    options: tuple[OptionFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """Exactly one is set: a unit's code, or the level whose governing unit answers."""

    unit: str | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    binds: Binds
    amount: int
    unit: DurationUnit  # hours run on the wall clock, day and night
    source: str
    valid_from: date
    valid_to: date | None = None  # last day it holds; None means until replaced


@dataclass(frozen=True, slots=True)
class ServiceTypeFacts:
    code: str
    name: Text
    description: Text
    group: str  # code of a GroupFacts
    keywords: tuple[str, ...]
    route: RouteFacts
    promised: tuple[PromiseFacts, ...]
    private: bool = False
    emergency: bool = False
    matter: Matter = "ordinary"
    hint: Text | None = None
    questions: tuple[QuestionFacts, ...] = ()
    national: str = ""  # "MAIN / SUB" of the national taxonomy (SP4N-LAPOR)
