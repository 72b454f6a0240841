"""Kamailio with our configuration (`telephone/kamailio/`): what it says over evapi and in records.

Each frame is a netstring holding one JSON object: something that happened, or the question where a
call shall ring, which stays suspended until it is answered. Pure: no socket, no row, no clock.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from kentongan.calls.adapters.netstrings import netstring
from kentongan.calls.events import LONGEST, EventUnusable, Kind, Told, read

NOTHING = frozenset({"<null>", "anonymous", "unknown"})
"""What Kamailio prints for a value that is not there, and exchanges for a withheld number."""
TURNS = {
    Kind.RINGING: "ringing",
    Kind.ANSWERED: "busy",
    Kind.ENDED: "wrap_up",
    Kind.ABANDONED: "ready",
}
"""What an event of a call makes of the agent at whose desk it happens."""


@dataclass(frozen=True, slots=True)
class Question:
    """Where shall this call ring? `index` and `label` name its suspended transaction."""

    call_id: str
    index: str
    label: str
    tried: frozenset[str]
    """Extensions at which it rang in vain."""

    def ring(self, extension: str) -> bytes:
        """Answer: at this desk."""
        return self._answer("ring", extension)

    def wait(self) -> bytes:
        """Answer: nobody is free; keep the caller in the queue and ask again."""
        return self._answer("wait")

    def _answer(self, do: str, extension: str = "") -> bytes:
        return netstring(
            do=do,
            call_id=self.call_id,
            extension=extension,
            index=self.index,
            label=self.label,
        )


def press(key: str, *, extension: str, to: str = "") -> bytes:
    """Return the frame by which the telephone at a desk is asked to answer, hold, hand on, end.

    :param to: whom to ring up, or whom a call is handed on to
    """
    return netstring(do="press", key=key, extension=extension, to=to)


def understand(frame: bytes) -> Question | list[Told]:
    """Return what a frame says: a question, or an event and what it makes of the agent.

    :raises EventUnusable: if it says neither
    """
    said = _object(frame)
    if said.get("kind") == "ask":
        return _question(said)
    event = _event(said)
    presence = TURNS.get(event.kind)
    if not event.extension or presence is None:
        return [event]
    turn = {"event_id": _fitting(f"{event.event_id}/agent"), "extension": event.extension}
    raw = {"kind": "agent.state", "at": event.at.isoformat(), "presence": presence, **turn}
    return [event, read(raw)]


def _question(said: dict[str, Any]) -> Question:
    return Question(
        call_id=str(said.get("call_id", "")),
        index=str(said.get("index", "")),
        label=str(said.get("label", "")),
        tried=frozenset(str(said.get("tried", "")).split()),
    )


def recorded(lines: Iterable[str]) -> Iterator[Told | None]:
    """Return the events of calls in Kamailio's records, None for a line that cannot be read.

    Who sat where meanwhile is over and left out.
    """
    for line in lines:
        _columns, brace, text = line.partition("{")
        try:
            event = _event(_object(f"{brace}{text}".encode()))
        except EventUnusable:
            yield None
            continue
        if event.kind is not Kind.AGENT:
            yield event


def _object(frame: bytes) -> dict[str, Any]:
    try:
        said = json.loads(frame)
    except ValueError:
        raise EventUnusable from None
    if not isinstance(said, dict):
        raise EventUnusable
    return said


def _event(said: dict[str, Any]) -> Told:
    words = {name: str(word) for name, word in said.items() if str(word) not in NOTHING}
    raw = {name: word[: LONGEST.get(name, 200)] for name, word in words.items()}
    moment = raw.get("moment", "")
    raw["at"] = _at(moment)
    raw["event_id"] = _fitting(f"{raw.get('call_id', '')}/{raw.get('kind', '')}/{moment}")
    return read(raw)


def _at(moment: str) -> str:
    """Seconds since 1970 with six decimals, as the contract writes a moment."""
    seconds, _dot, decimals = moment.partition(".")
    if not seconds.isdecimal() or not decimals.isdecimal() or len(seconds) > 11:
        raise EventUnusable(field="moment")
    begun = datetime.fromtimestamp(int(seconds), UTC)
    return (begun + timedelta(microseconds=int(decimals[:6]))).isoformat()


def _fitting(event_id: str) -> str:
    longest = LONGEST["event_id"]
    return event_id if len(event_id) <= longest else sha256(event_id.encode()).hexdigest()
