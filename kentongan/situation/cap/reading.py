"""Reading a warning: bytes in, an `Alert` out, and the faults that did not keep us from reading it.

What lives may hang on is not thrown away for a wrong comma: whatever can be understood is, and the
faults stand beside it. CAP 1.0 and 1.1 are read too; their shape is not checked.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from lxml import etree

from kentongan.situation.cap.alert import Alert, MessageType, Reference, Scope, Status
from kentongan.situation.cap.infos import info_of
from kentongan.situation.cap.opening import NotReadable, opened, space
from kentongan.situation.cap.shaping import shape_faults
from kentongan.situation.cap.values import Faults, moment, text, texts

CURRENT = "urn:oasis:names:tc:emergency:cap:1.2"
SPACES = {
    CURRENT: "1.2",
    "urn:oasis:names:tc:emergency:cap:1.1": "1.1",
    "http://www.incident.com/cap/1.0": "1.0",
}
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Read:
    """A message, the version it was written in, and what is wrong with its shape."""

    alert: Alert
    version: str
    faults: tuple[str, ...]


def read(raw: bytes) -> Read:
    """Return what the bytes say.

    :raises NotReadable: if they are no CAP message, or one that does not say who, what and when
    """
    root = opened(raw)
    version = SPACES.get(space(root))
    if version is None or etree.QName(root).localname != "alert":
        raise NotReadable("no CAP message: its first element is another")
    faults: Faults = list(shape_faults(root)) if version == "1.2" else []
    alert = _alert(root, faults)
    return Read(alert, version, tuple(dict.fromkeys(faults)))


def _alert(root: etree._Element, faults: Faults) -> Alert:
    sent = moment(root, "sent", faults)
    if sent is None:
        raise NotReadable("it does not say when it was sent")
    return Alert(
        identifier=_needed(root, "identifier"),
        sender=_needed(root, "sender"),
        sent=sent,
        status=_word(root, "status", Status),
        type=_word(root, "msgType", MessageType),
        scope=_word(root, "scope", Scope),
        source=text(root, "source"),
        restriction=text(root, "restriction"),
        addresses=text(root, "addresses"),
        codes=texts(root, "code"),
        note=text(root, "note"),
        references=_references(text(root, "references"), faults),
        incidents=text(root, "incidents"),
        infos=tuple(info_of(each, faults) for each in root.iterchildren("{*}info")),
    )


def _needed(root: etree._Element, name: str) -> str:
    found = text(root, name)
    if not found:
        raise NotReadable(f"it does not say its {name}")
    return found


def _word(root: etree._Element, name: str, words: type[Word]) -> Word:
    try:
        return words(_needed(root, name))
    except ValueError:
        raise NotReadable(f"its {name} is none of the standard's words") from None


def _references(told: str, faults: Faults) -> tuple[Reference, ...]:
    found = []
    for each in told.split():
        parts = each.split(",")
        try:
            sender, identifier, sent = parts
            found.append(Reference(sender, identifier, datetime.fromisoformat(sent)))
        except ValueError:
            faults.append(f"references: {each[:80]} is not sender,identifier,sent")
    return tuple(found)
