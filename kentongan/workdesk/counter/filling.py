"""What stands in the form of a counter: that of the telephone, and what only a counter asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from django.http import QueryDict

from kentongan.counter.models import Hearing
from kentongan.workdesk.telephone.typing import Typed

LEFT = ("name", "phone")
"""What stays once a report has become a case: they may tell of a second matter."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The form of one number."""

    typed: Typed = field(default_factory=Typed)
    hearing: str = ""
    anonim: str = ""

    @classmethod
    def read(cls, posted: QueryDict) -> Self:
        """Take the form as it was sent."""
        return cls(
            Typed.read(posted), _way(posted.get("hearing", "")), posted.get("anonim", "")[:1]
        )

    @classmethod
    def kept(cls, draft: Mapping[str, str]) -> Self:
        """Take up again what `flat` handed to the draft."""
        return cls(Typed.kept(draft), _way(draft.get("hearing", "")), draft.get("anonim", ""))

    def flat(self) -> dict[str, str]:
        """Return what is to be kept in the draft."""
        own = {"hearing": self.hearing, "anonim": self.anonim}
        return {**self.typed.flat(), **{name: text for name, text in own.items() if text}}

    def left(self) -> "Filled":
        """Return what stays after the report."""
        kept = {name: getattr(self.typed, name) for name in LEFT}
        return Filled(Typed.kept(kept), self.hearing, self.anonim)

    def without_added(self) -> "Filled":
        """Return the form once what they added is kept."""
        return Filled(Typed.kept({**self.typed.flat(), "added": ""}), self.hearing, self.anonim)


def _way(chosen: str) -> str:
    return chosen if chosen in Hearing.values else ""
