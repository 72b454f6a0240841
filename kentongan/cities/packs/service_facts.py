"""What a pack says about the kinds of service request, and what is promised for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Text = Mapping[str, str]
Level = Literal["city", "kecamatan", "kelurahan"]
Matter = Literal["information", "ordinary", "oversight"]
Binds = Literal["verify", "forward", "first_answer", "act", "reply"]
LONGEST_PAUSES: Mapping[str, int] = {"reporter": 10, "authority": 20, "force_majeure": 30}
"""Working days, by the reason of the pause; our own choice, no rule sets them."""
MUST_BIND: tuple[Binds, ...] = ("verify", "act")
"""What no service type may leave without a promise; a reply window has its usual length."""
DurationUnit = Literal["working_days", "working_hours", "hours"]
RuleMatter = Literal["general", "information", "ordinary", "oversight", "emergency", "public_room"]
OnOpen = Literal["keep", "take"]
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
    on_open: OnOpen = "keep"  # what a case does that was open when the rule began


USUAL_REPLY = PromiseFacts(
    binds="reply",
    amount=10,
    unit="working_days",
    source=(
        "SP4N-LAPOR practice: done when answered and 10 working days pass without a reply; "
        "usual where the city has set no window"
    ),
    valid_from=date(2025, 1, 1),
    on_open="take",
)
"""Added where a pack binds no reply in general: no claim stays open for ever."""


@dataclass(frozen=True, slots=True)
class PaceFacts:
    """How early somebody is reminded, when a miss goes upward, how long a pause may last.

    `_days` are working days and hold for terms in working days, `_hours` for terms in hours.
    """

    remind_days: int = 1
    remind_hours: int = 1
    escalate_days: tuple[int, ...] = (1, 3, 5)  # after the miss: head, secretary, mayor's list
    escalate_hours: tuple[int, ...] = (1, 6, 12)
    pause_days: Mapping[str, int] = field(default_factory=lambda: dict(LONGEST_PAUSES))
    source: str = ""


@dataclass(frozen=True, slots=True)
class ServiceTypeFacts:
    code: str
    name: Text
    description: Text
    group: str  # code of a GroupFacts
    keywords: tuple[str, ...]
    route: RouteFacts
    promised: tuple[PromiseFacts, ...]  # its own, before those of its matter
    private: bool = False
    emergency: bool = False
    matter: Matter = "ordinary"
    hint: Text | None = None
    questions: tuple[QuestionFacts, ...] = ()
    national: str = ""  # "MAIN / SUB" of the national taxonomy (SP4N-LAPOR)
