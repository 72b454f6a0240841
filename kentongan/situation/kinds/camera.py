"""A camera by the road or the river: a link, never a picture. Who looks asks its owner."""

from dataclasses import dataclass
from datetime import datetime, timedelta

ALIVE = timedelta(minutes=30)
"""How long after it was last seen a camera counts as working."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where its picture is to be had, and when its owner last had one; empty: not said."""

    name: str
    link: str
    last_seen: str = ""
    """ISO 8601 with an offset."""

    @property
    def last_seen_at(self) -> datetime | None:
        """The moment, or None where the owner does not say."""
        return datetime.fromisoformat(self.last_seen) if self.last_seen else None

    def is_alive(self, at: datetime) -> bool | None:
        """Whether it works, by its owner's word; None where the owner says nothing."""
        seen = self.last_seen_at
        return None if seen is None else at - seen <= ALIVE
