"""What a pack says about a city, as plain frozen facts.

Nothing here knows where the facts came from or where they will go: the reader makes them
from files, the writer turns them back, and the cities room loads them into a database.
A `Text` maps a language code ("id", "en") to wording. Angles are degrees (WGS84).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

Text = Mapping[str, str]
Level = Literal["city", "kecamatan", "kelurahan"]
Matter = Literal["information", "ordinary", "oversight"]
Binds = Literal["verify", "answer"]
DurationUnit = Literal["working_days", "hours"]
Datatype = Literal["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]
Role = Literal["operator", "officer", "head", "leader", "administrator"]
AnswerKind = Literal["answer", "question", "close"]


@dataclass(frozen=True, slots=True)
class OfficeHoursFacts:
    weekday: int  # 0 is Monday, as in datetime.weekday()
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class EmergencyNumberFacts:
    name: Text
    number: str


@dataclass(frozen=True, slots=True)
class PopulationFacts:
    value: int
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class CityFacts:
    code: str  # Kemendagri, "36.71"
    slug: str  # folder, host name and database schema
    name: str
    short: str  # prefix of case numbers, 2-4 capitals
    province: str
    zone: str  # IANA
    languages: tuple[str, ...]  # the first one is the default
    lat: float
    lon: float
    office_hours: tuple[OfficeHoursFacts, ...]
    emergency_numbers: tuple[EmergencyNumberFacts, ...]
    contact: Mapping[str, str]  # address, phone, email, web
    population: PopulationFacts | None = None
    wording: Mapping[str, Text] = field(default_factory=dict)  # "app_name" -> Text


@dataclass(frozen=True, slots=True)
class UnitFacts:
    code: str
    name: Text
    kind: str
    reports_to: str | None = None  # unit code
    jurisdiction: str | None = None  # the jurisdiction this unit governs


@dataclass(frozen=True, slots=True)
class GoverningRule:
    """Makes one unit for every jurisdiction of a level; the unit's code is the jurisdiction's."""

    level: Level
    kind: str
    name: Text  # a pattern with "{name}"
    reports_to: str  # a unit code, or "parent": the unit governing the parent jurisdiction


@dataclass(frozen=True, slots=True)
class JurisdictionFacts:
    code: str
    level: Level
    parent: str | None
    name: str
    lat: float
    lon: float


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


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A non-working day of the city's own; national ones are not listed in packs."""

    date: date
    name: Text
    source: str


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


@dataclass(frozen=True, slots=True)
class DemoUserFacts:
    username: str
    name: str
    role: Role
    unit: str


@dataclass(frozen=True, slots=True)
class DemoFacts:
    places: tuple[DemoPlaceFacts, ...] = ()
    reports: tuple[DemoReportFacts, ...] = ()
    answers: tuple[DemoAnswerFacts, ...] = ()
    users: tuple[DemoUserFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PackFacts:
    city: CityFacts
    jurisdictions: tuple[JurisdictionFacts, ...]  # parents before children
    units: tuple[UnitFacts, ...]  # superiors first; those made by the rules included
    governing: tuple[GoverningRule, ...]
    groups: tuple[GroupFacts, ...]
    service_types: tuple[ServiceTypeFacts, ...]
    days: tuple[DayFacts, ...] = ()
    demo: DemoFacts = DemoFacts()
    sources: str = ""  # SOURCES.md, whole
