"""A call as an exchange has it in its books: told at the end, or later for what we have missed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kentongan.calls.events import DIRECTIONS, EventUnusable, Kind, Told, moment

LONGEST = {"call_id": 200, "number": 40, "dialled": 40, "queue": 60, "extension": 40}
LONGEST |= {"disposition": 60, "recording_id": 200}


@dataclass(frozen=True, slots=True)
class Record:
    """One call from beginning to end."""

    call_id: str
    offered_at: datetime
    ended_at: datetime
    answered_at: datetime | None = None
    direction: str = ""
    number: str = ""
    dialled: str = ""
    queue: str = ""
    extension: str = ""
    disposition: str = ""
    """What the exchange calls the end: `answered`, `no_answer`, `busy`, `failed`."""
    recording_id: str = ""
    may_record: bool | None = None
    """What the caller said when asked; without a yes no recording is kept."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of an exchange's books that is none, torn while it was written perhaps."""

    line: int
    fault: str


def read_record(raw: object) -> Record:
    """Return a record as the contract's JSON has it.

    :raises EventUnusable: with the field that breaks the contract
    """
    if not isinstance(raw, Mapping):
        raise EventUnusable
    words = {name: _word(raw, name, longest) for name, longest in LONGEST.items()}
    answered = raw.get("answered_at")
    leave, direction = raw.get("may_record"), raw.get("direction") or ""
    for name, is_good in (
        ("call_id", words["call_id"]),
        ("may_record", leave is None or isinstance(leave, bool)),
        ("direction", isinstance(direction, str) and direction in DIRECTIONS),
    ):
        if not is_good:
            raise EventUnusable(field=name)
    record = Record(
        offered_at=moment(raw.get("offered_at"), field="offered_at"),
        ended_at=moment(raw.get("ended_at"), field="ended_at"),
        answered_at=None if answered is None else moment(answered, field="answered_at"),
        direction=direction,
        may_record=leave,
        **words,
    )
    _check_order(record)
    return record


def events_of(record: Record) -> Iterator[Told]:
    """Yield what would have been told of a call that we know nothing of."""
    said = {"number": record.number, "dialled": record.dialled, "queue": record.queue}
    direction = record.direction or "in"
    yield told(record, Kind.OFFERED, record.offered_at, direction=direction, **said)
    if record.answered_at:
        yield told(record, Kind.ANSWERED, record.answered_at, extension=record.extension)
    yield told(record, Kind.ENDED, record.ended_at, cause=record.disposition)


def told(record: Record, kind: Kind, at: datetime, **said: Any) -> Told:
    """Return an event made of a record; its id is the same however often it is made."""
    event_id = f"record:{kind.removeprefix('call.')}:{record.call_id}"[:200]
    return Told(event_id, kind, at, record.call_id, **said)


def _word(raw: Mapping[str, Any], name: str, longest: int) -> str:
    said = raw.get(name)
    if said is None:
        return ""
    if not isinstance(said, str) or len(said) > longest or not said.isprintable():
        raise EventUnusable(field=name)
    return said.strip()


def _check_order(record: Record) -> None:
    moments = [record.offered_at, record.answered_at or record.offered_at, record.ended_at]
    if moments != sorted(moments):
        raise EventUnusable(field="answered_at" if record.answered_at else "ended_at")
