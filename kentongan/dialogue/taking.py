"""Taking a message to work it: each sender's in the order they came, each by one worker at a time.

The lease is kept before anything is worked: a message that kills its worker is tried again, and
set aside in the end. Nobody takes a sender's next message while one of theirs waits.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from kentongan.intake.messages import InboundMessage

LEASE = timedelta(minutes=1)
"""How long a message is its taker's. Should they die meanwhile, it is then worked by another."""


@transaction.atomic
def take(*, at: datetime) -> InboundMessage | None:
    """Take the message whose turn it is, or None."""
    message = due(at).select_for_update(skip_locked=True, of=("self",)).first()
    if message is None:
        return None
    message.attempts += 1
    message.next_try_at = at + LEASE
    message.save(update_fields=["attempts", "next_try_at"])
    return message


def hold(message: InboundMessage) -> InboundMessage | None:
    """Lock the message that was taken; None if another has taken it since, or is at it."""
    held = InboundMessage.objects.select_for_update(skip_locked=True, of=("self",))
    same = held.filter(pk=message.pk, attempts=message.attempts, next_try_at__isnull=False)
    return same.defer("raw").first()


def due(at: datetime) -> QuerySet[InboundMessage]:
    """Return the messages whose turn it is, in the order in which they were to be worked."""
    waiting = InboundMessage.objects.filter(next_try_at__isnull=False)
    earlier = waiting.filter(
        channel=OuterRef("channel"), sender=OuterRef("sender"), pk__lt=OuterRef("pk")
    )
    now = waiting.filter(next_try_at__lte=at).exclude(Exists(earlier))
    return now.defer("raw").order_by("next_try_at", "pk")
