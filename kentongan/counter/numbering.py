"""Handing out numbers: one sequence for each office and day, without gaps and without doubles."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.counter.models import Day, Office, Ticket
from kentongan.counter.purposes import NoPurpose, purposes_of
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Conflict

MOST_A_DAY = 999
MOMENT = timedelta(seconds=20)
"""Shorter than a number stands on the tablet; our own choice."""


class CounterClosed(Conflict):
    code = "counter_closed"
    sentence = _("This counter hands out no numbers at the moment.")


class NumbersUsedUp(Conflict):
    code = "numbers_used_up"
    sentence = _("All numbers of today are handed out. Please speak to somebody at the counter.")


class AlreadyTaken(Conflict):
    """The same key was pressed twice; `.earlier` is the number of the first time."""

    code = "number_already_taken"
    sentence = _("This number has already been handed out.")

    def __init__(self, earlier: Ticket) -> None:
        super().__init__()
        self.earlier = earlier


@transaction.atomic
def take_number(
    office: Office,
    letter: str,
    *,
    is_priority: bool = False,
    key: str = "",
    by: User | None,
    at: datetime,
) -> Ticket:
    """Hand out the next number of the day.

    :param key: of the form, so that a double tap is one number; "" for none
    :param by: who took it for them; nobody where they took it themselves
    :raises NoPurpose: if the office has no such letter
    :raises AlreadyTaken: if this very form has just been given a number
    :raises CounterClosed: if it hands out none
    :raises NumbersUsedUp: after the 999th of a day
    """
    if letter not in {purpose.letter for purpose in purposes_of(office.purposes)}:
        raise NoPurpose(field="letter")
    if not Office.objects.filter(pk=office.pk, is_open=True).exists():
        raise CounterClosed
    pressed = {"letter": letter, "is_priority": is_priority, "key": key}
    ticket = Ticket(office=office, date=today(at), taken_at=at, taken_by=by, **pressed)
    ticket.number = _next(office, ticket.date)
    _see_new(ticket)
    ticket.save(force_insert=True)
    told = {"office": office.pk, "letter": letter, "is_priority": is_priority}
    record("ticket.taken", about=("ticket", ticket.pk), by=by, at=at, **told)
    return ticket


def _see_new(ticket: Ticket) -> None:
    """See that the key was not pressed a moment ago; the day is held, so two come in order.

    Only a moment: whoever goes back to an old page later wants a number of their own.
    """
    same = Ticket.objects.filter(
        office=ticket.office, date=ticket.date, letter=ticket.letter,
        is_priority=ticket.is_priority, key=ticket.key, taken_at__gt=ticket.taken_at - MOMENT,
    )  # fmt: skip
    earlier = same.first() if ticket.key else None
    if earlier is not None:
        raise AlreadyTaken(earlier)


def today(at: datetime) -> date:
    """Return the city's own day of a moment."""
    return at.astimezone(directory().calendar.zone).date()


def _next(office: Office, date: date) -> int:
    """Count the day up. The row stays locked until the ticket is kept: no gap, no double."""
    Day.objects.bulk_create([Day(office=office, date=date)], ignore_conflicts=True)
    day = Day.objects.select_for_update().get(office=office, date=date)
    if day.last >= MOST_A_DAY:
        raise NumbersUsedUp
    day.last += 1
    day.save(update_fields=["last"])
    return day.last
