"""The city in numbers at one moment: everything a room wants to see, in a handful of statements.

No statement reads history: open cases are found by partial indexes, today's by the moment of
opening or closing, and what was ever received by the books. So a picture costs the same however
many cases there have been.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import ExtractHour

from kentongan.casework.models import Case
from kentongan.journal.reading import Place, end
from kentongan.measures.balancing import SIDES, Equation
from kentongan.measures.behind import Number
from kentongan.measures.equations import ever
from kentongan.measures.flows import OUTCOMES
from kentongan.measures.ledger import bring_up_to_date, read_books
from kentongan.measures.models import Cut
from kentongan.measures.moment import bounds, local_day, one_moment
from kentongan.measures.tallies import OpenWork, open_work
from kentongan.measures.telephone import Telephone, telephone
from kentongan.places.directory import directory

MOST_SHOWN = 400
"""Open cases drawn one by one, the most pressing first; the others are counted by kelurahan."""
SEEN = (
    *("id", "reference", "service_type_id", "jurisdiction_id", "unit_id", "due_at"),
    *("opened_at", "is_public", "public_lat", "public_lon"),
)


@dataclass(frozen=True)
class Picture:
    """What was seen. `hours` runs from 0 to 23, local; None for hours that are still to come."""

    at: datetime
    day: date
    place: Place
    work: OpenWork
    pressing: Sequence[Case]
    hours: tuple[int | None, ...]
    today: Equation
    ended: dict[str, int]
    ever: Equation | None
    sources: dict[str, datetime]
    telephone: Telephone


def take_picture(at: datetime) -> Picture:
    """Look at the current city (thirteen statements)."""
    bring_up_to_date()
    with one_moment():
        place = end()
        work, books, day = open_work(at), read_books(), local_day(at)
        told = Case.objects.open().ordinary().filter(is_confidential=False)
        pressing = told.order_by("due_at", "id").only(*SEEN)[:MOST_SHOWN]
        hours, today = _today(day, at)
        return Picture(
            at=at,
            day=day,
            place=place,
            work=work,
            pressing=list(pressing),
            hours=hours,
            today=today,
            ended=_ended(day, at),
            ever=ever(books, work) if books else None,
            sources=_sources(books.dates) if books else {},
            telephone=telephone(bounds(day)[0], at),
        )


def _today(day: date, at: datetime) -> tuple[tuple[int | None, ...], Equation]:
    """Today's arrivals by hour, and where they stand, in one statement."""
    zone = directory().calendar.zone
    rows = (
        Number(day=day)
        .rows(at)
        .annotate(hour=ExtractHour("opened_at", tzinfo=zone))
        .values_list("hour")
        .order_by("hour")
        .annotate(**SIDES)
    )
    counted = {int(hour): counts for hour, *counts in rows}
    now = at.astimezone(zone).hour
    hours = tuple(counted.get(h, [0])[0] if h <= now else None for h in range(24))
    sums = [sum(column) for column in zip(*counted.values(), strict=True)] or [0] * len(SIDES)
    return hours, Equation(**dict(zip(SIDES, sums, strict=True)))


def _ended(day: date, at: datetime) -> dict[str, int]:
    """How many cases were ended today and still are, whenever they were opened."""
    rows = Number(ended=day).rows(at).order_by().values_list("outcome").annotate(Count("pk"))
    return {**dict.fromkeys(OUTCOMES, 0), **dict(rows)}


def _sources(dates: Mapping[tuple[str, str], datetime]) -> dict[str, datetime]:
    return {key: last for (cut, key), last in dates.items() if cut == Cut.CHANNEL}
