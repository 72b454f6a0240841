"""What the events of Asterisk's REST interface mean. A call is the channel that came in.

https://docs.asterisk.org/Asterisk_22_Documentation/API_Documentation/Asterisk_REST_Interface/
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from kentongan.calls.adapters.ami_words import Legs
from kentongan.calls.adapters.speaking import LONGEST_INSIDE, ends, event, extension_of
from kentongan.calls.events import Kind, Told

Said = dict[str, Any]
Words = tuple[Kind, str, dict[str, str]]


def translate(said: Said, legs: Legs, at: datetime) -> Told | None:
    """Return the event, if there is one for us."""
    name = said.get("type", "")
    found = WORDS[name](said, legs) if name in WORDS else None
    if found is None or not found[1]:
        return None
    kind, call_id, told = found
    once = (said.get("timestamp", at.isoformat()), *told.values())
    return event(kind, call_id, _moment(said, at), *once, said=told)


def _moment(said: Said, otherwise: datetime) -> datetime:
    try:
        found = datetime.fromisoformat(said.get("timestamp", ""))
    except (TypeError, ValueError):
        return otherwise
    return found if found.tzinfo else otherwise


def _channel(said: Said) -> tuple[str, Said]:
    channel = said.get("channel") or {}
    return str(channel.get("id", "")), channel


def _created(said: Said, legs: Legs) -> Words | None:
    """A channel in state `Ring` came in; one that goes out to a telephone begins as `Down`."""
    leg, channel = _channel(said)
    if channel.get("state") not in {"Ring", "Up"} or leg in legs.callers:
        return None
    dialled = str((channel.get("dialplan") or {}).get("exten", ""))
    inside = extension_of(str(channel.get("name", "")))
    is_ours = inside.isdecimal() and len(inside) <= LONGEST_INSIDE
    number = inside if is_ours else str((channel.get("caller") or {}).get("number", ""))
    legs.channels[leg] = str(channel.get("name", ""))
    return Kind.OFFERED, leg, ends(number, "" if dialled == "s" else dialled)


def _dialled(said: Said, legs: Legs) -> Words | None:
    peer = said.get("peer") or {}
    caller = str((said.get("caller") or {}).get("id", ""))
    if caller:
        legs.callers[str(peer.get("id", ""))] = legs.of(caller)
    call = legs.callers.get(str(peer.get("id", "")), "")
    told = {"extension": extension_of(str(peer.get("name", "")))}
    match said.get("dialstatus"):
        case "RINGING":
            return Kind.RINGING, call, told
        case "ANSWER":
            return Kind.ANSWERED, call, told
    return None


def _bridged(said: Said, legs: Legs) -> Words | None:
    """A holding bridge plays music to whoever waits: our queue, by its name."""
    bridge = said.get("bridge") or {}
    leg = _channel(said)[0]
    if bridge.get("bridge_type") != "holding" or leg in legs.callers:
        return None
    return Kind.QUEUED, leg, {"queue": str(bridge.get("name", ""))}


def _held(said: Said, legs: Legs) -> Words:
    return Kind.HELD, legs.of(_channel(said)[0]), {}


def _resumed(said: Said, legs: Legs) -> Words:
    return Kind.RESUMED, legs.of(_channel(said)[0]), {}


def _handed_on(said: Said, legs: Legs) -> Words:
    transferee = said.get("transferee") or said.get("channel") or {}
    return Kind.TRANSFERRED, legs.of(str(transferee.get("id", ""))), {"to": str(said["exten"])}


def _destroyed(said: Said, legs: Legs) -> Words | None:
    leg = _channel(said)[0]
    legs.channels.pop(leg, None)
    if legs.callers.pop(leg, None) is not None:
        return None
    return Kind.ENDED, leg, {"cause": str(said.get("cause_txt", ""))}


WORDS: dict[str, Callable[[Said, Legs], Words | None]] = {
    "ChannelCreated": _created,
    "Dial": _dialled,
    "ChannelEnteredBridge": _bridged,
    "ChannelHold": _held,
    "ChannelUnhold": _resumed,
    "BridgeBlindTransfer": _handed_on,
    "ChannelDestroyed": _destroyed,
}
