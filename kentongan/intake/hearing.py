"""Hearing: a message is kept as it came, before anybody thinks about it, and only once.

Whoever hands one in has checked its signature, and answers its provider once this returns. A
provider that sends it again, because our answer got lost, gets the row that is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from kentongan.intake.addressing import address_on
from kentongan.intake.attaching import Attachment, as_rows
from kentongan.intake.messages import InboundMessage, Medium, Rebuff, WhyAside
from kentongan.journal.recording import drawn_up, record_all
from kentongan.places.directory import directory
from kentongan.toolbox.words import LONGEST, tidy

MOST_IN_AN_HOUR = 40
"""Messages of one sender; our own choice: somebody who talks quickly sends one in 90 seconds."""
LONGEST_RAW = 8 * 2**20
"""Bytes kept of what came; one that floods us is kept in its first 16 kB."""
LONGEST_RAW_IN_A_FLOOD = 16 * 2**10
LONGEST_ID = 250
HOUR = timedelta(hours=1)
UNHEARD = frozenset({WhyAside.AUTOMATIC})
"""What is set aside at once, without a word: replies to replies would never end."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as an adapter hands it in, on any channel.

    :param sender: number, chat or mailbox, however the provider spells it
    :param fault: why the adapter cannot take it for a message of a person, if so
    :param raw: the bytes that came; of a mail without what is attached, of a call without secrets
    """

    channel: Medium
    channel_message_id: str
    sender: str
    sender_name: str = ""
    sent_at: datetime | None = None
    text: str = ""
    media: Sequence[Attachment] = ()
    lat: float | None = None
    lon: float | None = None
    reply_to: str = ""
    raw: bytes = field(default=b"", repr=False)
    fault: WhyAside | None = None


def hear(message: Heard, *, at: datetime) -> InboundMessage:
    """Keep a message to be worked afterwards; the same id again returns what was kept.

    Its `is_repeat` then says so, and nothing was written.
    """
    known = _known(message)
    if known:
        return known
    try:
        with transaction.atomic():
            return _keep(message, at)
    except IntegrityError:
        known = _known(message)
        if known is None:
            raise
        return known


def rebuff(channel: str, why: Rebuff.Why, *, at: datetime) -> None:
    """Count what was turned away at the door; nothing else is kept of it."""
    day = at.astimezone(directory().calendar.zone).date()
    Rebuff.objects.bulk_create(
        [Rebuff(channel=channel, why=why, day=day, count=0)], ignore_conflicts=True
    )
    Rebuff.objects.filter(channel=channel, why=why, day=day).update(count=F("count") + 1)


def _known(message: Heard) -> InboundMessage | None:
    kept = (
        InboundMessage.objects.defer("raw")
        .filter(channel=message.channel, channel_message_id=_id(message.channel_message_id))
        .first()
    )
    if kept:
        kept.is_repeat = True
    return kept


def _id(given: str) -> str:
    """What a provider calls it; a name longer than we keep stands by its hash."""
    name = given.replace("\0", "")
    return name if len(name) <= LONGEST_ID else sha256(name.encode()).hexdigest()


def _keep(message: Heard, at: datetime) -> InboundMessage:
    kept = _draw_up(message, at)
    in_turn(kept.channel, kept.sender)
    since = InboundMessage.objects.filter(
        channel=kept.channel, sender=kept.sender, received_at__gt=at - HOUR
    )
    before = since.count()
    if before >= MOST_IN_AN_HOUR:
        kept.fault = WhyAside.FLOOD
        kept.raw = kept.raw[:LONGEST_RAW_IN_A_FLOOD]
    # The first that is too many waits, so that its sender is told once.
    if before > MOST_IN_AN_HOUR or kept.fault in UNHEARD:
        kept.next_try_at, kept.set_aside_at, kept.set_aside_because = None, at, kept.fault
    kept.save(force_insert=True)
    told = {"channel": kept.channel, "aside": kept.set_aside_because}
    record_all([drawn_up("message.received", about=("message", kept.pk), by=None, at=at, **told)])
    return kept


def in_turn(channel: str, sender: str) -> None:
    """Let one sender's messages in one by one, so that the order of their ids is theirs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || %s || %s, 4))",
            [channel, sender],
        )


def _draw_up(message: Heard, at: datetime) -> InboundMessage:
    head = tidy(message.text[: 2 * LONGEST], longest=4 * LONGEST)
    is_long = len(head) > LONGEST or len(message.text) > 2 * LONGEST
    has_place = message.lat is not None and message.lon is not None
    return InboundMessage(
        channel=message.channel,
        channel_message_id=_id(message.channel_message_id),
        sender=address_on(message.channel, message.sender),
        sender_name=tidy(message.sender_name[:240], longest=480)[:120],
        sent_at=message.sent_at,
        received_at=at,
        text=head[:LONGEST],
        media=as_rows(message.media),
        lat=message.lat if has_place else None,
        lon=message.lon if has_place else None,
        reply_to=_id(message.reply_to),
        raw=message.raw[:LONGEST_RAW],
        fault=message.fault or (WhyAside.TOO_LONG if is_long else ""),
        next_try_at=at,
    )
