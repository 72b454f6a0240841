"""What Asterisk's manager events mean. A call is the caller's leg; telephones are other legs.

https://docs.asterisk.org/Asterisk_22_Documentation/API_Documentation/AMI_Events/
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from kentongan.calls.adapters.speaking import LONGEST_INSIDE, ends, event, extension_of, of_epoch
from kentongan.calls.events import Kind, Told

Block = dict[str, str]
Words = tuple[Kind, str, dict[str, str]]
MEMBER = {"1": "ready", "2": "busy", "3": "busy", "5": "offline", "6": "ringing", "7": "ringing"}
"""A queue member's Status, which is the state of a device."""


@dataclass
class Legs:
    """What must be remembered of calls under way: lost with the wire, learnt from new events."""

    callers: dict[str, str] = field(default_factory=dict)
    """A telephone's leg → the caller's."""
    channels: dict[str, str] = field(default_factory=dict)
    """A leg → the name by which commands call it."""

    def of(self, leg: str) -> str:
        """Return the call of a leg."""
        return self.callers.get(leg, leg)


def translate(block: Block, legs: Legs, at: datetime) -> Told | None:
    """Return the event in one block, if there is one for us."""
    moment = of_epoch(block.get("Timestamp", ""), at)
    name = block.get("Event", "")
    if name == "QueueMemberStatus":
        return _member(block, moment)
    found = WORDS[name](block, legs) if name in WORDS else None
    if found is None or not found[1]:
        return None
    kind, call_id, said = found
    return event(kind, call_id, moment, moment.timestamp(), *said.values(), said=said)


def _member(block: Block, at: datetime) -> Told | None:
    extension = extension_of(block.get("Interface", ""))
    presence = "away" if block.get("Paused") == "1" else MEMBER.get(block.get("Status", ""), "")
    if not extension or not presence:
        return None
    said = {"extension": extension, "presence": presence}
    return event(Kind.AGENT, "", at, at.timestamp(), *said.values(), said=said)


def _new(block: Block, legs: Legs) -> Words | None:
    leg, first = block.get("Uniqueid", ""), block.get("Linkedid", "")
    legs.channels[leg] = block.get("Channel", "")
    if first not in {"", leg}:
        return None
    inside = extension_of(block.get("Channel", ""))
    is_ours = inside.isdecimal() and len(inside) <= LONGEST_INSIDE
    number = inside if is_ours else block.get("CallerIDNum", "")
    return Kind.OFFERED, leg, ends(number, block.get("Exten", ""))


def _joined(block: Block, _legs: Legs) -> Words:
    return Kind.QUEUED, block.get("Uniqueid", ""), {"queue": block.get("Queue", "")}


def _dialling(block: Block, legs: Legs) -> Words | None:
    call = legs.of(block.get("Uniqueid", ""))
    legs.callers[block.get("DestUniqueid", "")] = call
    return Kind.RINGING, call, {"extension": extension_of(block.get("DestChannel", ""))}


def _dialled(block: Block, legs: Legs) -> Words | None:
    if block.get("DialStatus") != "ANSWER":
        return None
    extension = extension_of(block.get("DestChannel", ""))
    return Kind.ANSWERED, legs.of(block.get("Uniqueid", "")), {"extension": extension}


def _held(block: Block, legs: Legs) -> Words:
    return Kind.HELD, legs.of(block.get("Uniqueid", "")), {}


def _resumed(block: Block, legs: Legs) -> Words:
    return Kind.RESUMED, legs.of(block.get("Uniqueid", "")), {}


def _handed_on(block: Block, legs: Legs) -> Words:
    to = block.get("Extension") or extension_of(block.get("TransferTargetChannel", ""))
    return Kind.TRANSFERRED, legs.of(block.get("TransfereeUniqueid", "")), {"to": to}


def _abandoned(block: Block, _legs: Legs) -> Words:
    return Kind.ABANDONED, block.get("Uniqueid", ""), {}


def _hung_up(block: Block, legs: Legs) -> Words | None:
    leg, first = block.get("Uniqueid", ""), block.get("Linkedid", "")
    legs.channels.pop(leg, None)
    was_ours = legs.callers.pop(leg, None) is None and first in {"", leg}
    return (Kind.ENDED, leg, {"cause": block.get("Cause-txt", "")}) if was_ours else None


WORDS: dict[str, Callable[[Block, Legs], Words | None]] = {
    "Newchannel": _new,
    "QueueCallerJoin": _joined,
    "DialBegin": _dialling,
    "DialEnd": _dialled,
    "Hold": _held,
    "Unhold": _resumed,
    "BlindTransfer": _handed_on,
    "AttendedTransfer": _handed_on,
    "QueueCallerAbandon": _abandoned,
    "Hangup": _hung_up,
}
