"""What a provider says later of a letter it took: delivered, read, or come back.

Such words come late, twice and out of order. Delivered outweighs failed, whichever is heard first.
What came back for good goes by another way, if there is one; else it lies on the desk with the
letters that failed, and nothing more is written to that address until somebody puts it right.
"""

import re
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from kentongan.journal.recording import record
from kentongan.mailroom.models import Letter
from kentongan.mailroom.settling import facts, note_missed, note_reached


class Word(StrEnum):
    """What was said."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@transaction.atomic
def note_delivery(
    channel: str,
    name: str,
    word: Word,
    *,
    at: datetime,
    why: str = "",
    is_for_good: bool = False,
) -> Letter | None:
    """Note what is said of a letter; None where it is none of ours, or was forgotten.

    :param name: what the provider calls the letter, or our own key of it
    :param at: when it happened, by the provider's word
    :param why: its reason; numbers that may be somebody's are left out
    :param is_for_good: whether nobody can be reached at that address
    """
    held = _hold(channel, name)
    if held is None:
        return None
    if word == Word.FAILED:
        _come_back(held, at, _without_numbers(why), is_for_good=is_for_good)
    else:
        _arrive(held, word, at)
    return held


def _hold(channel: str, name: str) -> Letter | None:
    if not name:
        return None
    ours = Letter.objects.filter(channel=channel, is_forgotten=False)
    known = ours.filter(Q(provider_id=name) | Q(message_id=name))
    return known.select_for_update().order_by("-pk").first()


def _arrive(held: Letter, word: Word, at: datetime) -> None:
    has_failed = held.failed_at is not None or held.channel in held.bounced_on
    if held.withdrawn_at or (word == Word.SENT and has_failed):
        return
    if word != Word.SENT:
        held.delivered_at = min(at, held.delivered_at or at)
    if word == Word.READ:
        held.read_at = min(at, held.read_at or at)
    if held.sent_at is None:
        # It came back before, or the line broke when we handed it in: it need not go again.
        held.next_try_at, held.failed_at, held.taken_at, held.sent_at = None, None, None, at
        held.bounced_at, held.bounced_on, held.last_error = None, [], ""
        record("letter.sent", by=None, at=at, **facts(held))
        note_reached(held, at=at)
    held.save()


def _come_back(held: Letter, at: datetime, why: str, *, is_for_good: bool) -> None:
    is_over = held.withdrawn_at or held.failed_at or held.channel in held.bounced_on
    if is_over or held.delivered_at:
        return
    held.sent_at, held.next_try_at, held.failed_at = None, None, at
    held.taken_at, held.last_error = None, why[:300]
    if is_for_good:
        held.bounced_at, held.bounced_on = at, [*held.bounced_on, held.channel]
        # Whoever sends next sees whether there is another way.
        held.next_try_at, held.failed_at, held.attempts = at, None, 0
    held.save()
    record("letter.bounced", by=None, at=at, is_for_good=is_for_good, **facts(held))
    note_missed(held, at=at)


def _without_numbers(why: str) -> str:
    return re.sub(r"\+?\d[\d -]{6,}\d", "…", " ".join(why.split()))
