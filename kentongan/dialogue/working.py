"""Working messages: one after the other, each whole or not at all, none twice.

What a message changes, what is replied, and that it is worked are kept in one transaction. One
that fails is tried again after a while, and set aside in the end; it holds up nobody but its
own sender, whose words keep their order.
"""

import logging
from datetime import datetime, timedelta

from django.db import DataError, Error, IntegrityError, transaction
from django.utils.translation import override

from kentongan.dialogue.answering import answer
from kentongan.dialogue.heeding import Answered, Heed
from kentongan.dialogue.picturing import Fetch, Pictures, pictures_of
from kentongan.dialogue.replying import phrase, say
from kentongan.dialogue.setting_aside import mark_aside
from kentongan.dialogue.taking import hold, take
from kentongan.dialogue.threading import thread_of
from kentongan.intake.messages import InboundMessage, WhyAside
from kentongan.intake.models import ServiceRequest
from kentongan.toolbox.refusals import Refusal

log = logging.getLogger(__name__)
PAUSES = (10, 60, 300, 900)
"""Seconds until a message that failed is tried again; after the last it is set aside."""
MOST_TRIES = len(PAUSES) + 1


def work_next(
    *, at: datetime, fetch: Fetch | None = None, answered: Answered | None = None
) -> bool:
    """Work the message whose turn it is; False if there is none.

    :raises Error: if the database is away
    """
    message = take(at=at)
    if message is None:
        return False
    if message.attempts > MOST_TRIES:
        _give_up(message, "its worker died over it too often", at)
        return True
    try:
        pictures = Pictures() if message.fault else pictures_of(message, fetch)
        work(message, pictures, at=at, answered=answered(message) if answered else None)
    except Error as fault:
        if not _is_its_own(fault):
            raise
        _try_again(message, fault, at)
    except Exception as fault:  # whatever is wrong with one message must not stop the others
        log.exception("message %s could not be worked", message.pk)
        _try_again(message, fault, at)
    return True


@transaction.atomic
def work(
    message: InboundMessage,
    pictures: Pictures,
    *,
    at: datetime,
    answered: ServiceRequest | None = None,
) -> bool:
    """Work a message that was taken; False if somebody else has it meanwhile."""
    held = hold(message)
    if held is None:
        return False
    thread = thread_of(held, at=at)
    heed = Heed(held, thread, pictures, answered)
    heed.notes = [phrase(thread, note) for note in pictures.notes]
    lines = _refusing(heed, at)
    heed.thread.save()
    if not heed.is_silent:
        say(heed.thread, held, lines, at=at)
    if heed.because:
        mark_aside(held, heed.because, at=at)
    else:
        held.next_try_at, held.worked_at = None, at
        held.save(update_fields=["next_try_at", "worked_at"])
    return True


def _refusing(heed: Heed, at: datetime) -> list[str]:
    """What a verb will not do is said in its own sentence, and somebody reads the message."""
    try:
        with transaction.atomic():
            return answer(heed, at=at)
    except Refusal as refusal:
        heed.because = WhyAside.UNREADABLE
        heed.thread = thread_of(heed.message, at=at)  # what was done to it has been undone
        with override(heed.thread.language):
            return [*heed.notes, str(refusal)]


def _is_its_own(fault: Error) -> bool:
    """Whether the database will not have this message, rather than not be had at all."""
    return isinstance(fault, DataError | IntegrityError)


@transaction.atomic
def _try_again(message: InboundMessage, fault: Exception, at: datetime) -> None:
    held = hold(message)
    if held is None:
        return
    # Its kind alone: what a fault says may repeat what somebody wrote.
    held.last_error = type(fault).__name__
    if held.attempts >= MOST_TRIES:
        mark_aside(held, WhyAside.FAULTY, at=at)
        return
    held.next_try_at = at + timedelta(seconds=PAUSES[held.attempts - 1])
    held.save(update_fields=["last_error", "next_try_at"])


@transaction.atomic
def _give_up(message: InboundMessage, error: str, at: datetime) -> None:
    held = hold(message)
    if held is not None:
        held.last_error = error
        mark_aside(held, WhyAside.FAULTY, at=at)
