"""Settling what has become of a letter. Each end is one entry in the journal."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kentongan.council.telling import miss, reach
from kentongan.journal.recording import record
from kentongan.mailroom.models import Channel, Letter, Reason

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 12 * 60))
"""After a first try that failed, a second, ...; after the sixth the letter is given up."""
AWAY = timedelta(minutes=1)


@transaction.atomic
def note_sent(letter: Letter, provider_id: str, *, at: datetime) -> Letter:
    """It has gone out. Also said of a letter given up meanwhile by somebody else: sent is sent."""
    held = _hold(letter)
    if letter.channel in held.bounced_on:
        return held
    if held.sent_at is None:
        held.next_try_at, held.failed_at, held.sent_at = None, None, at
        held.taken_at = None
        held.provider_id, held.last_error = provider_id, ""
        held.save()
        record("letter.sent", by=None, at=at, **facts(held))
        note_reached(held, at=at)
    elif provider_id and not held.provider_id:
        held.provider_id = provider_id  # the provider's later word was faster than its yes
        held.save(update_fields=["provider_id"])
    return held


@transaction.atomic
def note_failed(letter: Letter, why: str, *, at: datetime) -> Letter:
    """It will not go out by itself any more: somebody has to look at it."""
    held = _hold(letter)
    if held.next_try_at is not None:
        held.next_try_at, held.failed_at, held.last_error = None, at, why[:300]
        held.taken_at = None
        held.save()
        record("letter.failed", by=None, at=at, **facts(held))
    return held


@transaction.atomic
def withdraw(letter: Letter, reason: Reason, *, at: datetime) -> Letter:
    """It is not to go out."""
    held = _hold(letter)
    if held.next_try_at is not None:
        held.next_try_at, held.withdrawn_at, held.withdrawn_because = None, at, reason
        held.taken_at = None
        held.save()
        record("letter.withdrawn", by=None, at=at, reason=reason, **facts(held))
    return held


def postpone(letter: Letter, why: str, *, at: datetime, is_unsure: bool = False) -> Letter:
    """Try it again after a pause that grows; give it up after the last."""
    letter.unsure += is_unsure
    if letter.attempts > len(PAUSES):
        return note_failed(letter, why, at=at)
    _wait(letter, at + PAUSES[letter.attempts - 1], why)
    return letter


def excuse(letter: Letter, why: str, *, at: datetime) -> None:
    """Nothing was sent and the letter is not to blame: this was no try."""
    letter.attempts -= 1
    _wait(letter, at + AWAY, why)


def redirect(letter: Letter, channel: Channel, *, at: datetime) -> None:
    """Nothing was sent: its own channel is barred, and it goes by another one."""
    still = Letter.objects.filter(pk=letter.pk, next_try_at__isnull=False)
    still.update(channel=channel, next_try_at=at, taken_at=None, attempts=0)


def note_reached(letter: Letter, *, at: datetime) -> None:
    """What a council group decided has been told by this letter, if it said so."""
    if letter.matter and letter.kind == "matter.decided":
        reach(letter.matter, at=at)


def note_missed(letter: Letter, *, at: datetime) -> None:
    """It came back: somebody of the group is to tell them."""
    if letter.matter and letter.kind == "matter.decided":
        miss(letter.matter, at=at)


def _wait(letter: Letter, until: datetime, why: str) -> None:
    still = Letter.objects.filter(pk=letter.pk, next_try_at__isnull=False)
    still.update(
        next_try_at=until,
        taken_at=None,
        attempts=letter.attempts,
        unsure=letter.unsure,
        last_error=why[:300],
    )


def _hold(letter: Letter) -> Letter:
    return Letter.objects.select_for_update().get(pk=letter.pk)


def facts(letter: Letter) -> dict[str, Any]:
    """Return what an entry says of a letter."""
    return {
        "about": ("letter", letter.pk),
        "request": letter.service_request_id,
        "invitation": letter.invitation_id,
        "user": letter.user_id,
        "reply": letter.reply_id,
        "channel": letter.channel,
        "attempts": letter.attempts,
        "unsure": letter.unsure,
    }
