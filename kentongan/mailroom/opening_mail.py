"""Opening the mail that comes in: a person's is heard, a machine's set aside, a bounce noted.

Here and not with the other channels, because an answer to a letter of ours names that letter.
"""

import logging
from datetime import datetime
from email.message import Message
from hashlib import sha256

from kentongan.intake.attaching import Attachment, attach
from kentongan.intake.hearing import Heard, hear
from kentongan.intake.mail.bounces import DELIVERED, FAILED, notice_of
from kentongan.intake.mail.judging import is_automatic
from kentongan.intake.mail.keeping import without_enclosures
from kentongan.intake.mail.reading import Enclosure, Mail, parse, read
from kentongan.intake.messages import InboundMessage, Medium, WhyAside
from kentongan.mailroom.delivering import Word, note_delivery
from kentongan.mailroom.models import Channel, Letter

log = logging.getLogger(__name__)
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
SMALLEST = 4096
"""Bytes below which a picture is a line, a dot or a logo of somebody's signature."""
NOT_A_PICTURE = "not_a_picture"
WORDS = {FAILED: Word.FAILED, DELIVERED: Word.DELIVERED}


def open_mail(raw: bytes, *, at: datetime, envelope_from: str | None = None) -> InboundMessage:
    """Keep a mail in the current city; the same mail again returns what was kept.

    :param envelope_from: whom its carrier was told it comes from; "" for nobody, None if unknown
    :raises NoRoomForPhotos: if the disk is full; it may be offered again
    """
    try:
        mail = parse(raw)
        told = read(raw, mail)
        fault = _fault(mail, told, envelope_from)
        kept = raw if fault == WhyAside.UNREADABLE else without_enclosures(raw, mail)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # Whatever a stranger sends: it is kept, and holds up nobody.
        log.exception("a mail could not be read")
        return hear(_unread(raw), at=at)
    _note_fate(mail, at)
    media = [_enclosed(each) for each in told.enclosures if _counts(each)] if not fault else []
    return hear(_heard(told, media, fault, kept), at=at)


def _note_fate(mail: Message, at: datetime) -> None:
    """Where a server tells what became of a letter of ours, note it."""
    notice = notice_of(mail)
    word = WORDS.get(notice.action) if notice else None
    if notice is None or word is None:
        return
    for name in notice.message_ids:
        why = f"{notice.status} {notice.why}".strip()
        note_delivery(Channel.EMAIL, name, word, at=at, why=why, is_for_good=notice.is_final)


def _fault(mail: Message, told: Mail, envelope_from: str | None) -> WhyAside | None:
    if is_automatic(mail, envelope_from=envelope_from):
        return WhyAside.AUTOMATIC
    return None if told.text or told.enclosures else WhyAside.UNREADABLE


def _heard(told: Mail, media: list[Attachment], fault: WhyAside | None, kept: bytes) -> Heard:
    return Heard(
        Medium.EMAIL,
        told.message_id,
        told.sender,
        told.sender_name,
        told.sent_at,
        told.text,
        media,
        reply_to=_answered(told.answers),
        raw=kept,
        fault=fault,
    )


def _answered(ids: tuple[str, ...]) -> str:
    """The nearest letter of ours that it answers; else whatever it answers."""
    ours = set(Letter.objects.filter(message_id__in=ids).values_list("message_id", flat=True))
    return next((each for each in ids if each in ours), ids[0] if ids else "")


def _counts(enclosure: Enclosure) -> bool:
    """Dots and logos of signatures say nothing about a matter."""
    return not (enclosure.kind.startswith("image/") and len(enclosure.data) < SMALLEST)


def _enclosed(enclosure: Enclosure) -> Attachment:
    """Keep what may be a picture; of anything else its name. What it is, its content will tell."""
    name, kind = enclosure.name, enclosure.kind
    if kind.startswith("image/") or name.lower().endswith(PICTURES):
        return attach(name, kind, enclosure.data)
    return Attachment(name, kind, len(enclosure.data), fault=NOT_A_PICTURE)


def _unread(raw: bytes) -> Heard:
    name = f"sha256:{sha256(raw).hexdigest()}"
    return Heard(Medium.EMAIL, name, "", raw=raw, fault=WhyAside.UNREADABLE)
