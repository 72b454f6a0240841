"""The queue: which cases somebody wants to see, fifty at a time, from whichever end.

Open cases stand by their next deadline, all others by the moment they were opened, newest first.
A page is found by the row it begins behind (keyset), so that the last one costs what the first
one costs, and nobody loses a row because others were closed meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, cast

from django.db.models.functions import Left

from kentongan.casework.marks import Mark, Turn
from kentongan.casework.models import Case
from kentongan.casework.selecting import CaseQuerySet
from kentongan.people.models import User

PAGE_SIZE = 50
GLIMPSE = 160
"""Characters of the words that a list shows."""


class Status(StrEnum):
    """Which cases, by whether anything is still to be done."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list. Of several ids any will do; none, and empty words, ask for nothing."""

    status: Status = Status.OPEN
    stage: str = ""
    service_types: tuple[int, ...] = ()
    kelurahan: tuple[int, ...] = ()
    kecamatan: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    officer: int | None = None
    is_late: bool = False
    least_step: int = 0
    """Handed up at least so far."""
    opened_from: datetime | None = None
    opened_before: datetime | None = None
    words: str = ""
    reference: str = ""


class Row(NamedTuple):
    """One line of the list; names are looked up in the directory and the shelf, not joined."""

    id: int
    reference: str
    service_type_id: int
    jurisdiction_id: int
    unit_id: int
    stage: str
    words: str
    address: str
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    outcome: str
    voices: int


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order, and the marks from which the pages beside this one are found."""

    rows: tuple[Row, ...]
    before: Mark | None
    after: Mark | None


def wanted_cases(user: User, wanted: Wanted, *, at: datetime) -> CaseQuerySet:
    """Return the cases wanted among those the user may see, in no order."""
    cases = Case.objects.reachable_by(user)
    if wanted.status != Status.ALL:
        cases = cases.filter(closed_at__isnull=wanted.status == Status.OPEN)
    asked: dict[str, Any] = {
        "stage": wanted.stage,
        "service_type_id__in": wanted.service_types,
        "jurisdiction_id__in": wanted.kelurahan,
        "kecamatan_id__in": wanted.kecamatan,
        "unit_id__in": wanted.units,
        "officer_id": wanted.officer,
        "step__gte": wanted.least_step,
        "reference": wanted.reference,
        "opened_at__gte": wanted.opened_from,
        "opened_at__lt": wanted.opened_before,
    }
    cases = cases.filter(**{column: value for column, value in asked.items() if value})
    if wanted.is_late:
        cases = cases.past_promise(at)
    return cases.saying(wanted.words) if wanted.words else cases


def turn_to(user: User, wanted: Wanted, turn: Turn, *, at: datetime) -> Page:
    """Return one page of at most `PAGE_SIZE` rows (one statement)."""
    column = "due_at" if wanted.status == Status.OPEN else "opened_at"
    backwards = turn.is_last or turn.before is not None
    descending = backwards != (column == "opened_at")
    cases = wanted_cases(user, wanted, at=at)
    mark = turn.before or turn.after
    if mark and not turn.is_last:
        behind = f"(casework_case.{column}, casework_case.id) {'<' if descending else '>'} (%s, %s)"
        # Django knows no comparison of rows, and two comparisons joined by OR use no index.
        cases = cast(CaseQuerySet, cases.extra(where=[behind], params=[mark.moment, mark.id]))  # noqa: S610
    sign = "-" if descending else ""
    rows = _fetch(cases.order_by(f"{sign}{column}", f"{sign}id"))
    beyond, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    if backwards:
        rows.reverse()
    is_more_before = beyond if backwards else turn.after is not None
    is_more_after = turn.before is not None and not turn.is_last if backwards else beyond
    return Page(
        rows=tuple(rows),
        before=_mark_of(rows[0], column) if rows and is_more_before else None,
        after=_mark_of(rows[-1], column) if rows and is_more_after else None,
    )


def _fetch(cases: CaseQuerySet) -> list[Row]:
    glimpse = cases.annotate(glimpse=Left("words", GLIMPSE))
    columns = ("glimpse" if name == "words" else name for name in Row._fields)
    return [Row._make(values) for values in glimpse.values_list(*columns)[: PAGE_SIZE + 1]]


def _mark_of(row: Row, column: str) -> Mark:
    return Mark.at(getattr(row, column), row.id)
