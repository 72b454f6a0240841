"""Where somebody serves, who waits there, and which numbers they may look at."""

from datetime import datetime
from typing import Any

from kentongan.counter.keeping import NoSuchTicket
from kentongan.counter.models import IN_HAND, Office, Seat, State, Ticket
from kentongan.counter.numbering import today
from kentongan.counter.reaching import offices_of
from kentongan.people.models import User
from kentongan.workdesk.counter.words import purpose_words, state_words

MOST_SHOWN = 40


def seat_of(user: User) -> Seat | None:
    """Return where somebody serves, if they still may there (one statement)."""
    seats = Seat.objects.select_related("office__unit").filter(user=user)
    return seats.filter(office__in=offices_of(user).order_by()).first()


def waiting_room(office: Office, user: User, *, at: datetime) -> dict[str, Any]:
    """Return who waits, was not there, or is in one's own hands (one statement)."""
    shown = [State.WAITING, State.ABSENT, *IN_HAND]
    rows = Ticket.objects.filter(office=office, date=today(at), state__in=shown)
    listed = list(rows.order_by("-is_priority", "number"))
    return {
        "waiting": [each for each in listed if each.state == State.WAITING][:MOST_SHOWN],
        "absent": [each for each in listed if each.state == State.ABSENT][:MOST_SHOWN],
        "in_hand": next(
            (each for each in listed if each.clerk_id == user.pk and each.state in IN_HAND), None
        ),
        "state_words": state_words,
        "purpose_of": lambda each: purpose_words(office, each.letter),
    }


def load_ticket(pk: int, user: User) -> Ticket:
    """Return a number of an office where the user serves, with its matter (one statement).

    :raises NoSuchTicket: if there is none
    """
    tickets = Ticket.objects.select_related("office__unit", "service_request__filing__case")
    found = tickets.filter(pk=pk, office__in=offices_of(user).order_by()).first()
    if found is None:
        raise NoSuchTicket
    return found
