"""Serving whoever was called: they have come, they are not there, it is done."""

from datetime import datetime

from django.db import transaction

from kentongan.counter.calling import facts
from kentongan.counter.drafting import forget_draft
from kentongan.counter.keeping import keep_hold
from kentongan.counter.models import State, Ticket
from kentongan.journal.recording import record
from kentongan.people.models import User


@transaction.atomic
def serve(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """They have come. Pressed twice, it is as it was.

    :raises NotInHand: if it is not this clerk's
    """
    held = keep_hold(ticket, by=by)
    held.state, held.served_at = State.SERVED, held.served_at or at
    held.save(update_fields=["state", "served_at"])
    record("ticket.served", about=("ticket", held.pk), by=by, at=at, **facts(held))
    return held


@transaction.atomic
def pass_over(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Nobody came. They may still come back today and be called out of turn.

    :raises NotInHand: if it is not this clerk's
    """
    held = keep_hold(ticket, by=by)
    held.state, held.ended_at = State.ABSENT, at
    held.save(update_fields=["state", "ended_at"])
    record("ticket.missed", about=("ticket", held.pk), by=by, at=at, **facts(held))
    return held


@transaction.atomic
def finish(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """They go; what was typed and became nothing is let go, and the code is shown no more.

    :raises NotInHand: if it is not this clerk's
    """
    held = keep_hold(ticket, by=by)
    held.state, held.ended_at = State.DONE, at
    held.served_at, held.shows_code = held.served_at or held.called_at, False
    held.save(update_fields=["state", "ended_at", "served_at", "shows_code"])
    forget_draft(held)
    seconds = int((at - held.served_at).total_seconds()) if held.served_at else 0
    record("ticket.ended", about=("ticket", held.pk), by=by, at=at, seconds=seconds, **facts(held))
    return held
