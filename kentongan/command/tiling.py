"""What the wall shows of directives and decisions at a moment, today's or any past one.

It is told from rows that are only added, never from the pointers of today. What is secret is
counted nowhere.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from kentongan.command.directives import Charge, Directive
from kentongan.command.models import Question, Step
from kentongan.command.stepping import AT_REST


@dataclass(frozen=True, slots=True)
class Tile:
    """How many charges were overdue, awaited or underway, and how many decisions were awaited."""

    at: datetime
    overdue: int
    oldest_due: datetime | None
    underway: int
    to_accept: int
    awaited: int
    oldest_asked: datetime | None


def tile(at: datetime) -> Tile:
    """Return the tile of a moment (two statements)."""
    standing = list(standing_at(at).values_list("then", "due_then"))
    late = sorted(due for state, due in standing if state not in AT_REST and due < at)
    asked = list(awaited_at(at).values_list("asked_at", flat=True))
    return Tile(
        at=at,
        overdue=len(late),
        oldest_due=late[0] if late else None,
        underway=sum(state not in AT_REST for state, _due in standing),
        to_accept=sum(state == Charge.State.REPORTED for state, _due in standing),
        awaited=len(asked),
        oldest_asked=min(asked, default=None),
    )


def standing_at(at: datetime) -> "QuerySet[Any]":
    """Return the charges that were open at a moment, with `then` (state) and `due_then`."""
    steps = Step.objects.filter(charge=OuterRef("pk"), at__lte=at).order_by("-at", "-pk")
    told = Charge.objects.filter(directive__issued_at__lte=at)
    told = told.filter(Q(done_at=None) | Q(done_at__gt=at))
    return told.exclude(directive__nature=Directive.Nature.SECRET).annotate(
        then=Subquery(steps.values("state")[:1]),
        due_then=Subquery(steps.filter(due_at__isnull=False).values("due_at")[:1]),
    )


def overdue_at(at: datetime) -> "QuerySet[Any]":
    """Return the rows behind the number of overdue ones, the oldest first."""
    late = standing_at(at).filter(due_then__lt=at).exclude(then__in=AT_REST)
    return late.order_by("due_then", "pk")


def awaited_at(at: datetime) -> "QuerySet[Question]":
    """Return the questions that waited for the mayor at a moment, the oldest first."""
    asked = Question.objects.filter(asked_at__lte=at)
    return asked.filter(Q(closed_at=None) | Q(closed_at__gt=at)).order_by("asked_at", "pk")
