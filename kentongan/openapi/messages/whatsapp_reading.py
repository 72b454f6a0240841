"""What a call of WhatsApp's Cloud API holds: messages, fates of ours, numbers that were given up
(https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from kentongan.intake.hearing import Heard
from kentongan.mailroom.delivering import Word
from kentongan.mailroom.whatsapp import FOR_GOOD
from kentongan.openapi.messages.parts import Part, moment, part, parts, text, whole
from kentongan.openapi.messages.whatsapp_words import heard_of

WORDS = {
    "sent": Word.SENT,
    "delivered": Word.DELIVERED,
    "read": Word.READ,
    "played": Word.READ,
    "failed": Word.FAILED,
}
CHANGED = frozenset({"user_changed_number", "customer_changed_number"})


class Fate(NamedTuple):
    """What became of a letter of ours."""

    name: str
    word: Word
    at: datetime | None
    why: str
    is_for_good: bool


@dataclass
class Call:
    """What one call holds. `strange` counts what was for another number than ours."""

    heard: list[Heard] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    strange: int = 0


def read(payload: Part, raw: bytes, *, number: str) -> Call:
    """Return what a signed call holds.

    :param raw: its bytes; a message that came alone keeps them, one of a batch keeps its own part
    :param number: what the provider calls our telephone number
    """
    call, found = Call(), []
    for value in _values(payload):
        theirs = text(part(value, "metadata"), "phone_number_id")
        if theirs and theirs != number:
            call.strange += 1
            continue
        names = {
            text(c, "wa_id"): text(part(c, "profile"), "name") for c in parts(value, "contacts")
        }
        found += [(message, names) for message in parts(value, "messages")]
        call.fates += filter(None, map(_fate, parts(value, "statuses")))
    is_alone = len(found) == 1
    for message, names in found:
        kept = raw if is_alone else json.dumps(message).encode()
        _take(call, message, names.get(text(message, "from"), ""), kept)
    return call


def _values(payload: Part) -> Iterator[Part]:
    for entry in parts(payload, "entry"):
        for change in parts(entry, "changes"):
            if change.get("field") == "messages":
                yield part(change, "value")


def _take(call: Call, message: Part, name: str, raw: bytes) -> None:
    if not text(message, "id") or not text(message, "from"):
        call.strange += 1
        return
    if text(part(message, "system"), "type") in CHANGED:
        call.left.append(text(message, "from"))
    call.heard.append(heard_of(message, name, raw))


def _fate(status: Part) -> Fate | None:
    word = WORDS.get(text(status, "status"))
    # Our own key comes back with every word, also before we heard the provider's name for it.
    name = text(status, "biz_opaque_callback_data") or text(status, "id")
    if word is None or not name:
        return None
    error = next(parts(status, "errors"), {})
    code = whole(error, "code")
    why = f"{code} {text(error, 'title')}".strip() if code else ""
    return Fate(name, word, moment(status, "timestamp"), why, code in FOR_GOOD)
