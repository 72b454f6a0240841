"""Piecing together what came in parts: out of order, twice, or never all of it.

Most gateways join the parts themselves. Where one hands them over singly, they wait here; what is
still not whole after `PATIENCE` is heard as far as it came, with a mark where a part is missing.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Max

from kentongan.intake.addressing import address_on
from kentongan.intake.hearing import Heard, hear
from kentongan.intake.messages import InboundMessage, Medium
from kentongan.intake.parts import MessagePart

PATIENCE = timedelta(minutes=10)
"""How long after the last part the others are waited for; networks deliver them in seconds."""
KEPT = timedelta(days=1)
"""How long a repeated part is known for one; then its reference may mean another message."""
GAP = " [...] "
LONGEST_PART = 2000


class Whole(NamedTuple):
    """Of which message something is a part."""

    receiver: str
    reference: int
    total: int
    number: int


def hear_part(part: Heard, whole: Whole, *, at: datetime) -> InboundMessage | None:
    """Keep one part; hear the message when it is the last that was missing."""
    sender = address_on(part.channel, part.sender)
    ours = {"sender": sender, "receiver": whole.receiver[:60], "reference": whole.reference}
    with transaction.atomic():
        _in_turn(sender)
        known = MessagePart.objects.filter(**ours, total=whole.total)
        known.filter(received_at__lte=at - KEPT).delete()
        row = MessagePart(
            **ours,
            total=whole.total,
            number=whole.number,
            channel_message_id=part.channel_message_id[:250],
            text=part.text[:LONGEST_PART].replace("\0", ""),
            received_at=at,
        )
        MessagePart.objects.bulk_create([row], ignore_conflicts=True)
        parts = list(known.order_by("number"))
        if len(parts) < whole.total or parts[0].heard_at:
            return None
        return _hear(parts, part, at)


def hear_incomplete(*, at: datetime) -> int:
    """Hear what has waited too long for its other parts; forget parts that were heard a day ago.

    :returns: how many messages were heard
    """
    MessagePart.objects.filter(heard_at__lte=at - KEPT).delete()
    key = ("sender", "receiver", "reference", "total")
    waiting = MessagePart.objects.filter(heard_at=None).order_by().values_list(*key)
    late = waiting.annotate(last=Max("received_at")).filter(last__lte=at - PATIENCE)[:100]
    return sum(_hear_late(dict(zip(key, names, strict=False)), at) for names in late)


def _hear_late(ours: dict[str, str | int], at: datetime) -> bool:
    with transaction.atomic():
        _in_turn(str(ours["sender"]))
        parts = list(MessagePart.objects.filter(**ours, heard_at=None).order_by("number"))
        if not parts:
            return False
        part = Heard(Medium.SMS, parts[0].channel_message_id, str(ours["sender"]))
        return _hear(parts, part, at) is not None


def _hear(parts: Sequence[MessagePart], like: Heard, at: datetime) -> InboundMessage:
    came = defaultdict(lambda: GAP, {part.number: part.text for part in parts})
    words = "".join(came[number] for number in range(1, parts[0].total + 1))
    name = parts[0].channel_message_id
    raw = b"\n".join(filter(None, (like.raw, words.encode())))
    heard = hear(replace(like, channel_message_id=name, text=words, raw=raw), at=at)
    mine = MessagePart.objects.filter(pk__in=[part.pk for part in parts])
    mine.update(text="", heard_at=at)
    return heard


def _in_turn(sender: str) -> None:
    """Two parts that arrive at once must not both think the other is missing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || 'sms' || %s, 4))",
            [sender],
        )
