"""Setting messages aside, and taking them up again: nothing that came in is lost."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.intake.messages import InboundMessage, WhyAside
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict, NotFound

MOST = 50
"""Messages on a page, the newest first."""
TO_READ = frozenset(set(WhyAside) - {WhyAside.AUTOMATIC, WhyAside.STOPPED})
"""Reasons for which somebody should look."""


class NotAside(Conflict):
    code = "message_not_aside"
    sentence = _("Somebody else has already seen to this message.")


def mark_aside(message: InboundMessage, because: WhyAside, *, at: datetime) -> InboundMessage:
    """Set a message aside within the caller's transaction, who holds it."""
    message.next_try_at, message.worked_at = None, None
    message.set_aside_at, message.set_aside_because = at, because
    message.save(
        update_fields=[
            "next_try_at", "worked_at", "set_aside_at", "set_aside_because", "last_error"
        ]
    )  # fmt: skip
    told = {"channel": message.channel, "reason": str(because)}
    record("message.set_aside", about=("message", message.pk), by=None, at=at, **told)
    return message


@transaction.atomic
def take_up(message: InboundMessage, *, by: User, at: datetime) -> InboundMessage:
    """Put a message back to be worked like any other, whatever the door saw wrong with it.

    :raises NotFound: if the user does not hear what people say
    :raises NotAside: if somebody else was first
    """
    if not may(by, Act.TAKE_CALLS):
        raise NotFound
    held = InboundMessage.objects.select_for_update().defer("raw").get(pk=message.pk)
    if held.set_aside_at is None:
        raise NotAside
    held.set_aside_at, held.set_aside_because, held.fault, held.last_error = None, "", "", ""
    held.next_try_at, held.attempts = at, 0
    held.save()
    told = {"channel": held.channel}
    record("message.resumed", about=("message", held.pk), by=by, at=at, **told)
    return held


def aside(*, at: datetime, days: int = 90) -> QuerySet[InboundMessage]:
    """Return what was set aside lately and somebody should look at, the newest first."""
    since = at - timedelta(days=days)
    found = InboundMessage.objects.filter(set_aside_at__gte=since, set_aside_because__in=TO_READ)
    return found.defer("raw").order_by("-set_aside_at", "-pk")
