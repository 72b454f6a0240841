"""Reading a mail: who wrote which new words, answering what, with what attached.

Bytes from strangers: encodings that are wrong or absent, parts that do not end, names that lie.
Whatever can be read is read; nothing here raises over what somebody sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from hashlib import sha256
from itertools import islice

from kentongan.intake.mail.cutting import new_words
from kentongan.intake.mail.headers import addresses, decoded, header, ids, sent_at
from kentongan.intake.mail.plain_text import plain

MOST_PARTS = 100
LONGEST_TEXT = 6 * 2**20
LONGEST_ID = 250
CARRIED = frozenset({"text/calendar", "application/pgp-signature", "application/pkcs7-signature"})
"""Parts that programs add by themselves."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What is attached, under the name and kind the sender's program gave it."""

    name: str
    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as far as it concerns us. `answers` holds message ids, the nearest first."""

    message_id: str
    sender: str
    sender_name: str
    sent_at: datetime | None
    subject: str
    words: str
    answers: tuple[str, ...]
    enclosures: tuple[Enclosure, ...]

    @property
    def text(self) -> str:
        """What was said: of a first mail the subject too, unless the words begin with it."""
        subject = "" if self.answers else self.subject
        if not subject or self.words.casefold().startswith(subject.casefold()):
            return self.words
        return f"{subject}\n\n{self.words}".strip()


def parse(raw: bytes) -> Message:
    """Return the mail's parts."""
    return message_from_bytes(raw)


def read(raw: bytes, mail: Message) -> Mail:
    """Return what a mail says; `raw` is the same in bytes."""
    named = addresses(mail, "From") or [("", "")]
    own = ids(mail, "Message-ID")
    parts = list(islice(leaves(mail), MOST_PARTS))
    return Mail(
        message_id=own[-1] if own else f"sha256:{sha256(raw).hexdigest()}",
        sender=named[0][1],
        sender_name=named[0][0],
        sent_at=sent_at(mail),
        subject=header(mail, "Subject"),
        words=_words(parts),
        answers=tuple(_answers(mail)),
        enclosures=tuple(_enclosures(parts)),
    )


def _answers(mail: Message) -> list[str]:
    told = [*ids(mail, "In-Reply-To"), *reversed(ids(mail, "References"))]
    return [each for each in dict.fromkeys(told) if len(each) <= LONGEST_ID]


def leaves(part: Message) -> Iterator[Message]:
    """Return the parts that hold something; a mail within the mail is not entered."""
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for below in part.get_payload():
            if isinstance(below, Message):
                yield from leaves(below)
    elif part.get_content_maintype() != "message":
        yield part


def _words(parts: list[Message]) -> str:
    """The plain words, or what the HTML shows where there are none."""
    told = [part for part in parts if not is_attached(part)]
    for kind, seen in (("text/plain", str), ("text/html", plain)):
        said = [seen(_text(part)) for part in told if part.get_content_type() == kind]
        words = new_words("\n".join(said)[:LONGEST_TEXT])
        if words:
            return words
    return ""


def _text(part: Message) -> str:
    return decoded(bytes_of(part)[:LONGEST_TEXT], part.get_content_charset())


def bytes_of(part: Message) -> bytes:
    """Return what a part holds, no longer coded for the way."""
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def is_attached(part: Message) -> bool:
    """Whether a part is no words of the mail's own."""
    if part.get_content_maintype() != "text":
        return True
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _enclosures(parts: list[Message]) -> Iterator[Enclosure]:
    for part in parts:
        data = bytes_of(part) if is_attached(part) else b""
        if data and part.get_content_type() not in CARRIED:
            yield Enclosure(_name(part), part.get_content_type(), data)


def _name(part: Message) -> str:
    return " ".join(str(part.get_filename() or "").split())[:120]
