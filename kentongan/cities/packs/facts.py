"""What a pack says about a city, as plain frozen facts, whoever reads, writes or loads them.

A `Text` maps a language code to wording; angles are degrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kentongan.cities.packs.alarm_facts import AlarmRuleFacts
from kentongan.cities.packs.calendar_facts import DayFacts, OfficeHoursFacts, OfficePeriodFacts
from kentongan.cities.packs.city_parts_facts import EmergencyNumberFacts, PopulationFacts
from kentongan.cities.packs.demo_facts import (
    DemoAnswerFacts,
    DemoFacts,
    DemoPlaceFacts,
    DemoReportFacts,
    DemoUserFacts,
)
from kentongan.cities.packs.feed_facts import FeedFacts
from kentongan.cities.packs.gauge_facts import GaugeFacts
from kentongan.cities.packs.incident_facts import IncidentKindFacts, StepFacts
from kentongan.cities.packs.knowledge_facts import SnippetFacts
from kentongan.cities.packs.letter_facts import LettersFacts, SayingFacts
from kentongan.cities.packs.place_facts import NeighbourhoodFacts
from kentongan.cities.packs.rule_facts import RuleFacts
from kentongan.cities.packs.service_facts import (
    GroupFacts,
    Level,
    OptionFacts,
    PaceFacts,
    PromiseFacts,
    QuestionFacts,
    RouteFacts,
    RuleMatter,
    ServiceTypeFacts,
    Text,
)
from kentongan.cities.packs.stage_facts import StageFacts

__all__ = [
    "AlarmRuleFacts",
    "CityFacts",
    "DayFacts",
    "DemoAnswerFacts",
    "DemoFacts",
    "DemoPlaceFacts",
    "DemoReportFacts",
    "DemoUserFacts",
    "EmergencyNumberFacts",
    "FeedFacts",
    "GoverningRule",
    "GroupFacts",
    "IncidentKindFacts",
    "JurisdictionFacts",
    "LettersFacts",
    "Level",
    "OfficeHoursFacts",
    "OfficePeriodFacts",
    "OptionFacts",
    "PaceFacts",
    "PackFacts",
    "PopulationFacts",
    "PromiseFacts",
    "QuestionFacts",
    "RouteFacts",
    "RuleFacts",
    "RuleMatter",
    "SayingFacts",
    "ServiceTypeFacts",
    "SnippetFacts",
    "StepFacts",
    "Text",
    "UnitFacts",
]


@dataclass(frozen=True, slots=True)
class CityFacts:
    code: str  # Kemendagri, "36.71"
    slug: str  # folder and host name; the database schema has _ for each -
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
    first_gate: str = ""  # "neighbour": heads of RT and RW look first


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
class PackFacts:
    city: CityFacts
    jurisdictions: tuple[JurisdictionFacts, ...]  # parents before children
    units: tuple[UnitFacts, ...]  # superiors first; those made by the rules included
    governing: tuple[GoverningRule, ...]
    groups: tuple[GroupFacts, ...]
    service_types: tuple[ServiceTypeFacts, ...]
    promised: Mapping[RuleMatter, tuple[PromiseFacts, ...]] = field(default_factory=dict)
    pace: PaceFacts = field(default_factory=PaceFacts)
    days: tuple[DayFacts, ...] = ()
    periods: tuple[OfficePeriodFacts, ...] = ()
    rules: tuple[RuleFacts, ...] = ()
    letters: LettersFacts = field(default_factory=LettersFacts)
    knowledge: tuple[SnippetFacts, ...] = ()
    feeds: tuple[FeedFacts, ...] = ()
    gauges: tuple[GaugeFacts, ...] = ()
    incidents: tuple[IncidentKindFacts, ...] = ()
    alarms: tuple[AlarmRuleFacts, ...] = ()
    stages: tuple[StageFacts, ...] = ()
    neighbourhoods: tuple[NeighbourhoodFacts, ...] = ()
    demo: DemoFacts = field(default_factory=DemoFacts)
    sources: str = ""  # SOURCES.md, whole
