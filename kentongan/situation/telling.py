"""What a connector made of one answer: things told of, before they are written."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kentongan.situation.kinds import Said
from kentongan.toolbox.geometry import Point


@dataclass(frozen=True, slots=True)
class Told:
    """One thing. Without a moment of its own it was told when it was received."""

    key: str
    said: Said
    told_at: datetime | None = None
    holds_from: datetime | None = None
    holds_until: datetime | None = None
    point: Point | None = None
    outline: dict[str, Any] | None = None
    """A GeoJSON geometry, longitude first."""
    codes: tuple[str, ...] = ()
    """Kemendagri codes of places it names itself."""


@dataclass(frozen=True, slots=True)
class Tidings:
    """All that an answer tells of one kind.

    `is_whole` says that there is nothing else of that kind: what is not among it is gone. An
    answer of which a line could not be read is never whole.
    """

    things: tuple[Told, ...]
    is_whole: bool = True
    unread: tuple[str, ...] = ()
    """Why a line could not be read, for officials."""
    is_local: bool = False
    """Whether only what lies in the city is meant; a source may tell of a whole country."""
