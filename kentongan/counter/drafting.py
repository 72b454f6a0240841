"""Saving what a clerk types, with every pause of the fingers: nobody's act yet, so no entry."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.counter.keeping import keep_hold
from kentongan.counter.models import Ticket, TicketDraft
from kentongan.people.models import User
from kentongan.toolbox.refusals import Unprocessable

LONGEST = 20_000


class DraftTooLong(Unprocessable):
    code = "draft_too_long"
    sentence = _("This is too long to be kept while you type.")


@transaction.atomic
def save_draft(ticket: Ticket, typed: Mapping[str, str], *, by: User, at: datetime) -> TicketDraft:
    """Keep what stands in the form now, in place of what stood there before.

    The number is held: what comes in late never outlasts the end of its serving.

    :raises NotInHand: if it is not this clerk's
    :raises DraftTooLong: if it would not fit
    """
    held = keep_hold(ticket, by=by)
    kept = {name: _storable(text) for name, text in typed.items() if text}
    if sum(map(len, kept.values())) > LONGEST:
        raise DraftTooLong
    draft, _new = TicketDraft.objects.update_or_create(
        ticket=held, defaults={"typed": kept, "saved_at": at}
    )
    return draft


def typed_for(ticket: Ticket) -> dict[str, str]:
    """Return what was typed so far (one statement)."""
    draft = TicketDraft.objects.filter(ticket=ticket).first()
    return {str(name): str(text) for name, text in draft.typed.items()} if draft else {}


def forget_draft(ticket: Ticket) -> None:
    """Let go of what was typed."""
    TicketDraft.objects.filter(ticket=ticket).delete()


def _storable(text: str) -> str:
    """What a JSON column takes: no NUL, no half of a pair."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
