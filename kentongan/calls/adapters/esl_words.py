"""What FreeSWITCH's events mean. The caller's leg came in to it (`inbound`), a telephone's left it.

An IVR answers a leg long before a person does: only the bridge to a telephone is an answer.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from kentongan.calls.adapters.speaking import ends, event, extension_of, of_epoch
from kentongan.calls.events import Kind, Told

Said = Mapping[str, str]
Words = tuple[Kind, str, dict[str, str]]
PRESENCE = {"Available": "ready", "Available (On Demand)": "ready", "On Break": "away"}
PRESENCE |= {"Logged Out": "offline"}
STATE = {"Waiting": "ready", "Receiving": "ringing", "In a queue call": "busy", "Idle": "away"}
MICROSECONDS = 1_000_000


def translate(said: Said, at: datetime) -> Told | None:
    """Return the event, if there is one for us."""
    name = said.get("Event-Subclass") or said.get("Event-Name", "")
    found = WORDS[name](said) if name in WORDS else None
    if found is None:
        return None
    kind, call_id, told = found
    moment = of_epoch(said.get("Event-Date-Timestamp", ""), at, scale=MICROSECONDS)
    number = said.get("Event-Sequence", "0")
    sequence = int(number) % 2**31 if number.isdecimal() else 0
    once = (said.get("Core-UUID", ""), number)
    return event(kind, call_id, moment, *once, sequence=sequence, said=told)


def _is_callers(said: Said) -> bool:
    return said.get("Call-Direction") == "inbound"


def _call(said: Said) -> str:
    """The caller's leg, whichever of the two speaks."""
    own, other = said.get("Unique-ID", ""), said.get("Other-Leg-Unique-ID", "")
    return own if _is_callers(said) or not other else other


def _extension(said: Said) -> str:
    """The telephone's, as its own leg or the other one's dialled number has it."""
    prefix = "Other-Leg" if _is_callers(said) else "Caller"
    return extension_of(said.get(f"{prefix}-Destination-Number", ""))


def _created(said: Said) -> Words | None:
    if not _is_callers(said):
        return None
    number = said.get("Caller-Caller-ID-Number", "")
    return Kind.OFFERED, _call(said), ends(number, said.get("Caller-Destination-Number", ""))


def _rings(said: Said) -> Words | None:
    if _is_callers(said) or not said.get("Other-Leg-Unique-ID"):
        return None
    return Kind.RINGING, _call(said), {"extension": _extension(said)}


def _bridged(said: Said) -> Words:
    return Kind.ANSWERED, _call(said), {"extension": _extension(said)}


def _held(said: Said) -> Words:
    return Kind.HELD, _call(said), {}


def _resumed(said: Said) -> Words:
    return Kind.RESUMED, _call(said), {}


def _ended(said: Said) -> Words | None:
    if not _is_callers(said):
        return None
    return Kind.ENDED, _call(said), {"cause": said.get("Hangup-Cause", "")}


def _queue(said: Said) -> Words | None:
    """Return what mod_callcenter tells of its queues and agents."""
    call, agent = said.get("CC-Member-Session-UUID", ""), extension_of(said.get("CC-Agent", ""))
    match said.get("CC-Action"):
        case "member-queue-start":
            return Kind.QUEUED, call, {"queue": said.get("CC-Queue", "").partition("@")[0]}
        case "agent-status-change":
            presence = PRESENCE.get(said.get("CC-Agent-Status", ""), "")
        case "agent-state-change":
            presence = STATE.get(said.get("CC-Agent-State", ""), "")
        case _:
            return None
    told = {"extension": agent, "presence": presence}
    return (Kind.AGENT, "", told) if agent and presence else None


WORDS: dict[str, Callable[[Said], Words | None]] = {
    "CHANNEL_CREATE": _created,
    "CHANNEL_PROGRESS": _rings,
    "CHANNEL_PROGRESS_MEDIA": _rings,
    "CHANNEL_BRIDGE": _bridged,
    "CHANNEL_HOLD": _held,
    "CHANNEL_UNHOLD": _resumed,
    "CHANNEL_HANGUP_COMPLETE": _ended,
    "callcenter::info": _queue,
}
