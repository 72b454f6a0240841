"""A report on its way in, whatever the door: one shape for the web, machines and, later, calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kentongan.intake.models import Channel, LocatedBy
from kentongan.intake.photographing import CleanPhoto
from kentongan.people.models import ApiKey
from kentongan.toolbox.geometry import Point

Answers = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Person:
    """Who reports, as far as they say. All empty is anonymous."""

    name: str = ""
    email: str = ""
    phone: str = ""
    telegram: str = ""
    by_voice: bool = False

    def __bool__(self) -> bool:
        return bool(self.name or self.email or self.phone or self.telegram)


@dataclass(frozen=True, slots=True)
class Report:
    """What a door hands in. Either a point or a kelurahan code says where."""

    service_code: str
    words: str
    channel: Channel
    point: Point | None = None
    located_by: LocatedBy = LocatedBy.MAP
    kelurahan: str = ""
    address: str = ""
    person: Person = Person()
    answers: Answers = field(default_factory=dict)
    photos: tuple[CleanPhoto, ...] = ()
    language: str = "id"
    idempotency_key: str | None = None
    api_key: ApiKey | None = None
    is_unasked: bool = False
    """Nobody could put the type's questions to them; a required one may stay open."""
    received_at: datetime | None = None
    """When the city had it, if on paper before it was taken down; clocks run from then."""
    is_test: bool = False
    is_anonymous: bool = False
    is_confidential: bool = False
