"""What a PBX may tell of a call, as the published contract has it: `docs/calls.md`.

Pure: no row, no clock. Whatever cannot be read is refused here, before anything is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable


class Kind(StrEnum):
    """Every kind of event, in the order in which a call usually goes through them."""

    OFFERED = "call.offered"
    QUEUED = "call.queued"
    RINGING = "call.ringing"
    ANSWERED = "call.answered"
    HELD = "call.held"
    TRANSFERRED = "call.transferred"
    RESUMED = "call.resumed"
    ENDED = "call.ended"
    ABANDONED = "call.abandoned"
    AGENT = "agent.state"


RANK = {kind: rank for rank, kind in enumerate(Kind)}
"""Which of two comes later where moment and sequence are the same."""
LONGEST = {"event_id": 200, "call_id": 200, "number": 40, "dialled": 40, "queue": 60}
LONGEST |= {"extension": 40, "to": 40, "presence": 8, "cause": 60}
DIRECTIONS = frozenset({"", "in", "out"})
PRESENCES = frozenset({"offline", "ready", "ringing", "busy", "wrap_up", "away"})
MOST_IN_SEQUENCE = 2**31 - 1


class EventUnusable(Unprocessable):
    code = "event_unusable"
    sentence = _("This event does not keep to the contract.")


@dataclass(frozen=True, slots=True)
class Told:
    """One event as it was told. An empty word means that nothing was said of it.

    `extension` is where it rings or who speaks; `to` whither a call was handed on.
    """

    event_id: str
    kind: Kind
    at: datetime
    call_id: str = ""
    direction: str = ""
    number: str = ""
    dialled: str = ""
    queue: str = ""
    extension: str = ""
    to: str = ""
    presence: str = ""
    cause: str = ""
    sequence: int = 0

    @property
    def place(self) -> tuple[datetime, int, int, str]:
        """Its place among the others: by moment, then sequence, then kind, then id."""
        return (self.at, self.sequence, RANK[self.kind], self.event_id)

    @property
    def body(self) -> dict[str, Any]:
        """What is kept of it beside id, kind and moment: only what was said."""
        names = (*LONGEST, "direction", "sequence")
        kept = {name: getattr(self, name) for name in names if name != "event_id"}
        # The call itself has its id.
        return {name: said for name, said in kept.items() if said and name != "call_id"}


def read(raw: object) -> Told:
    """Return an event as the contract's JSON has it; fields that we do not know are left aside.

    :raises EventUnusable: with the field that breaks the contract
    """
    if not isinstance(raw, Mapping):
        raise EventUnusable
    words = {name: _word(raw, name, longest) for name, longest in LONGEST.items()}
    kind = _kind(raw)
    _check(kind, words, str(raw.get("direction") or ""))
    return Told(
        kind=kind,
        at=moment(raw.get("at"), field="at"),
        direction=str(raw.get("direction") or ""),
        sequence=_sequence(raw.get("sequence")),
        **words,
    )


def moment(raw: object, *, field: str) -> datetime:
    """Return a moment written as RFC 3339, with its zone, in UTC.

    :raises EventUnusable: if it is none
    """
    try:
        read_at = datetime.fromisoformat(raw) if isinstance(raw, str) else None
        if read_at is not None and read_at.tzinfo is not None and read_at.year >= 2000:
            return read_at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise EventUnusable(_("Write a moment as 2026-03-13T09:00:00.000+07:00."), field=field)


def _kind(raw: Mapping[str, Any]) -> Kind:
    try:
        return Kind(str(raw.get("kind")))
    except ValueError:
        raise EventUnusable(field="kind") from None


def _word(raw: Mapping[str, Any], name: str, longest: int) -> str:
    said = raw.get(name)
    if said is None:
        return ""
    if not isinstance(said, str) or len(said) > longest or not said.isprintable():
        raise EventUnusable(field=name)
    return said.strip()


def _check(kind: Kind, words: Mapping[str, str], direction: str) -> None:
    needed = (
        ("event_id", "extension", "presence") if kind is Kind.AGENT else ("event_id", "call_id")
    )
    for name in needed:
        if not words[name]:
            raise EventUnusable(field=name)
    if kind is Kind.AGENT and words["presence"] not in PRESENCES:
        raise EventUnusable(field="presence")
    if direction not in DIRECTIONS:
        raise EventUnusable(field="direction")


def _sequence(raw: object) -> int:
    number = raw or 0
    if not isinstance(number, int) or not 0 <= number <= MOST_IN_SEQUENCE:
        raise EventUnusable(field="sequence")
    return number
