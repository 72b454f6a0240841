"""A day at a counter in numbers, and what its board shows."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Avg, Count, F, Max, Min, Q

from kentongan.counter.models import IN_HAND, Office, State, Ticket
from kentongan.counter.numbering import today
from kentongan.people.models import User

SHOWN = 5


class Figures(NamedTuple):
    """One day at one office; seconds are whole."""

    taken: int
    waiting: int
    done: int
    absent: int
    longest_wait: int
    """Seconds that the one who has waited longest waits now; 0 if nobody does."""
    average_wait: int | None
    """Seconds until the first call; None before there was one."""
    longest_today: int
    own: int
    """Served by the one who asks."""


class Board(NamedTuple):
    """What everybody in the lobby may see: numbers and windows."""

    called: tuple[Ticket, ...]
    waiting: int
    mark: str
    """Another one whenever the board looks otherwise."""


def figures(office: Office, user: User, *, at: datetime) -> Figures:
    """Count today's numbers (one statement)."""
    waited = F("first_called_at") - F("taken_at")
    found = Ticket.objects.filter(office=office, date=today(at)).aggregate(
        taken=Count("pk"),
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        done=Count("pk", filter=Q(state=State.DONE)),
        absent=Count("pk", filter=Q(state=State.ABSENT)),
        first=Min("taken_at", filter=Q(state=State.WAITING)),
        mean=Avg(waited),
        most=Max(waited),
        own=Count("pk", filter=Q(state=State.DONE, clerk=user)),
    )
    first, mean, most = found.pop("first"), found.pop("mean"), found.pop("most")
    return Figures(
        **found,
        longest_wait=max(0, int((at - first).total_seconds())) if first else 0,
        average_wait=int(mean.total_seconds()) if mean is not None else None,
        longest_today=int(most.total_seconds()) if most is not None else 0,
    )


def board(office: Office, *, at: datetime) -> Board:
    """Return the last numbers called, newest first, and how many wait (two statements)."""
    of_today = Ticket.objects.filter(office=office, date=today(at))
    called = tuple(of_today.filter(state__in=IN_HAND).order_by("-called_at", "-number")[:SHOWN])
    waiting = of_today.filter(state=State.WAITING).count()
    last = called[0] if called else None
    mark = f"{last.label}.{last.window}.{last.calls}" if last else ""
    return Board(called, waiting, f"{mark}.{len(called)}.{waiting}")


def ahead_of(ticket: Ticket) -> int:
    """Return how many are called before a number that waits (one statement)."""
    waiting = Ticket.objects.filter(office=ticket.office_id, date=ticket.date, state=State.WAITING)
    before = Q(number__lt=ticket.number)
    if ticket.is_priority:
        return waiting.filter(before, is_priority=True).count()
    return waiting.filter(before | Q(is_priority=True)).count()
