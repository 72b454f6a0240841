"""What has been told so far of a report that is not yet one. Plain values, kept as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Spot:
    """A place one may have meant. `by` is how we know it (`LocatedBy`)."""

    kelurahan: str
    label: str
    by: str = "kelurahan"
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A report underway; `asked` are the questions put so far, the last one is being answered.

    `asked_at` is when we last said that something is missing, as JSON keeps a moment.
    """

    words: str = ""
    code: str = ""
    kinds: tuple[str, ...] = ()
    spot: Spot | None = None
    spots: tuple[Spot, ...] = ()
    address: str = ""
    photos: tuple[Mapping[str, Any], ...] = ()
    asked: tuple[str, ...] = ()
    asked_at: str = ""
    is_ended: bool = False
    is_resting: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been told yet."""
        return not (self.words or self.photos or self.spot)

    def as_json(self) -> dict[str, Any]:
        """Return what a conversation keeps."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the draft that was kept; of an empty one, or one of old, what is known."""
        known = {name: value for name, value in kept.items() if name in cls.__slots__}
        for name in ("kinds", "asked", "photos"):
            known[name] = tuple(known.get(name) or ())
        known["spots"] = tuple(Spot(**spot) for spot in known.get("spots") or ())
        known["spot"] = Spot(**known["spot"]) if known.get("spot") else None
        return cls(**known)
