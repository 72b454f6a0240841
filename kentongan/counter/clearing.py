"""Clearing the counter after its day: numbers that nobody ended are, and drafts let go."""

from datetime import datetime

from django.db import transaction

from kentongan.counter.calling import facts
from kentongan.counter.models import IN_HAND, State, Ticket, TicketDraft
from kentongan.counter.numbering import today
from kentongan.journal.recording import record

BATCH = 50


@transaction.atomic
def clear_days_gone(*, at: datetime) -> int:
    """End up to fifty numbers of days gone by; return how many. Whoever waited was not called."""
    left = Ticket.objects.filter(state__in=[State.WAITING, *IN_HAND], date__lt=today(at))
    rows = list(left.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
    for ticket in rows:
        ticket.state = State.DONE if ticket.state == State.SERVED else State.ABSENT
        ticket.ended_at, ticket.shows_code = at, False
        ticket.save(update_fields=["state", "ended_at", "shows_code"])
        record("ticket.missed", about=("ticket", ticket.pk), by=None, at=at, **facts(ticket))
    TicketDraft.objects.filter(ticket__in=rows).delete()
    return len(rows)


@transaction.atomic
def clear_drafts(*, at: datetime) -> int:
    """Let go of up to fifty drafts of days gone by; how many.

    Whoever was not there might still have come back, so theirs outlived the end of their number.
    """
    old = TicketDraft.objects.filter(ticket__date__lt=today(at))
    rows = list(old.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:BATCH])
    TicketDraft.objects.filter(pk__in=[each.pk for each in rows]).delete()
    return len(rows)
