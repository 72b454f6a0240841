"""Sitting down at a window and calling the next: priority first, then by number.

Two who call at once never get the same: each takes the first row that nobody else holds.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kentongan.counter.keeping import keep_hold
from kentongan.counter.models import IN_HAND, Office, Seat, State, Ticket
from kentongan.counter.numbering import today
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.toolbox.words import tidy


class WindowMissing(Unprocessable):
    code = "window_missing"
    sentence = _("Please say which counter you sit at, for example 2.")


class NobodyWaits(Conflict):
    code = "nobody_waits"
    sentence = _("Nobody is waiting.")


class StillInHand(Conflict):
    code = "ticket_still_in_hand"
    sentence = _("You are still serving somebody. Finish with them first.")


class NotCalled(Conflict):
    code = "ticket_not_called"
    sentence = _("This number is not being called.")


@transaction.atomic
def sit_down(office: Office, window: str, *, by: User, at: datetime) -> Seat:
    """Say where one serves from now on.

    :raises WindowMissing: if no window was named
    """
    named = tidy(window, longest=12, field="window").strip()
    if not named:
        raise WindowMissing(field="window")
    chosen = {"office": office, "window": named, "since": at}
    seat, _new = Seat.objects.update_or_create(user=by, defaults=chosen)
    record("seat.taken", about=("seat", seat.pk), by=by, at=at, office=office.pk)
    return seat


@transaction.atomic
def call_next(seat: Seat, *, by: User, at: datetime) -> Ticket:
    """Call whoever is next to the window.

    :raises StillInHand: if one serves somebody already
    :raises NobodyWaits: if there is none
    """
    if Ticket.objects.filter(clerk=by, state__in=IN_HAND).exists():
        raise StillInHand
    waiting = Ticket.objects.filter(office=seat.office_id, date=today(at), state=State.WAITING)
    ahead = waiting.order_by("-is_priority", "number")
    found = ahead.select_for_update(skip_locked=True, of=("self",)).first()
    if found is None:
        raise NobodyWaits
    return _call(found, seat, by=by, at=at)


@transaction.atomic
def call_this(ticket: Ticket, seat: Seat, *, by: User, at: datetime) -> Ticket:
    """Call one that waits, or was not there the first time, whoever else waits.

    :raises StillInHand: if one serves somebody already
    :raises NotCalled: if it is somebody else's by now, or done
    """
    if Ticket.objects.filter(clerk=by, state__in=IN_HAND).exclude(pk=ticket.pk).exists():
        raise StillInHand
    held = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if held.state not in {State.WAITING, State.ABSENT} or held.date != today(at):
        raise NotCalled
    held.ended_at = None
    return _call(held, seat, by=by, at=at)


@transaction.atomic
def call_again(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Call the same number once more.

    :raises NotCalled: if they have come, or it is done
    """
    held = keep_hold(ticket, by=by)
    if held.state != State.CALLED:
        raise NotCalled
    held.called_at, held.calls = at, held.calls + 1
    held.save(update_fields=["called_at", "calls"])
    record("ticket.called", about=("ticket", held.pk), by=by, at=at, **facts(held))
    return held


def _call(ticket: Ticket, seat: Seat, *, by: User, at: datetime) -> Ticket:
    ticket.state, ticket.clerk, ticket.window = State.CALLED, by, seat.window
    ticket.called_at, ticket.calls = at, ticket.calls + 1
    ticket.first_called_at = ticket.first_called_at or at
    try:
        with transaction.atomic():
            ticket.save()
    except IntegrityError:  # the same clerk, in another window of the browser
        raise StillInHand from None
    record("ticket.called", about=("ticket", ticket.pk), by=by, at=at, **facts(ticket))
    return ticket


def facts(ticket: Ticket) -> dict[str, object]:
    """What an entry about a call says: numbers alone."""
    return {"office": ticket.office_id, "calls": ticket.calls, "waited": ticket.waited_seconds}
