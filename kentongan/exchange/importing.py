"""Importing: their matters become ours, each once; what cannot is left on a list, as it came."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.casework.opening import take_in
from kentongan.catalogue.shelf import shelf
from kentongan.exchange.columns import is_yes
from kentongan.exchange.mapping import category_of, table
from kentongan.exchange.models import Batch, Crossing, Direction, Leftover
from kentongan.exchange.placing import kelurahan_of, point_of
from kentongan.exchange.reading import Row
from kentongan.intake.models import Channel, LocatedBy
from kentongan.intake.repeating import AlreadyReceived
from kentongan.intake.report import Person, Report
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Refusal, Unprocessable

Why = Leftover.Why
PLACES = frozenset({"no_place", "outside_city", "absurd_place", "swapped_place"})


class CannotCross(Unprocessable):
    """A row that cannot become a report, and why."""

    code = "cannot_cross"

    def __init__(self, why: Leftover.Why) -> None:
        super().__init__(_("This row cannot be taken over."))
        self.why = why


def take_over(found: Iterable[Row], *, name: str = "", by: User | None, at: datetime) -> Batch:
    """Read the rows of one file, each in a transaction of its own.

    Broken off anywhere, the same file is simply read again: what has crossed is known.
    """
    batch = Batch.objects.create(direction=Direction.IN, at=at, by=by, name=name[:200])
    known = set(Crossing.objects.exclude(number=None).values_list("number", flat=True))
    mapped = table()
    for row in found:
        number = row.get("number", "")[:60]
        if number and number in known:
            batch.known += 1
            continue
        _take(row, number, batch, mapped, at)
        known.add(number)
    _conclude(batch, by=by, at=at)
    return batch


@transaction.atomic
def _conclude(batch: Batch, *, by: User | None, at: datetime) -> None:
    batch.save(update_fields=["crossed", "known", "left"])
    told = {"crossed": batch.crossed, "known": batch.known, "left": batch.left}
    record("exchange.imported", about=("batch", batch.pk), by=by, at=at, **told)


def _take(row: Row, number: str, batch: Batch, mapped: dict[str, int], at: datetime) -> None:
    try:
        with transaction.atomic():
            _cross(row, number, batch, mapped, at)
            _waiting(number, row).update(settled_at=at)
        batch.crossed += 1
    except AlreadyReceived:
        batch.known += 1
    except Refusal as refusal:
        _leave(row, number, batch, _why(refusal))


def _cross(row: Row, number: str, batch: Batch, mapped: dict[str, int], at: datetime) -> None:
    report = report_of(row, number, mapped)
    told = take_in(report, at=at)
    Crossing.objects.create(
        service_request=told, number=number, batch=batch, direction=Direction.IN, told_at=at
    )


def report_of(row: Row, number: str, mapped: dict[str, int]) -> Report:
    """Return the report that a row is.

    :raises CannotCross: if it has no number or no words, or nothing of ours stands for its category
        or place
    """
    kind = mapped.get(category_of(row))
    point, kelurahan = point_of(row), kelurahan_of(row)
    _see_whole(row, number)
    if kind is None:
        raise CannotCross(Why.CATEGORY)
    if point is None and not kelurahan:
        raise CannotCross(Why.PLACE)
    return Report(
        service_code=shelf().types[kind].code,
        words="\n".join(part for part in (row.get("title"), row.get("words")) if part),
        channel=Channel.LAPOR,
        point=point,
        located_by=LocatedBy.NAME,
        kelurahan="" if point else kelurahan,
        address=row.get("address", "")[:300],
        person=Person(row.get("name", "")[:120], _email(row), row.get("phone", "")[:20]),
        idempotency_key=f"lapor:{number}",
        is_unasked=True,
        is_anonymous=is_yes(row.get("is_anonymous", "")),
        is_confidential=is_yes(row.get("is_confidential", "")),
    )


def _see_whole(row: Row, number: str) -> None:
    if not number:
        raise CannotCross(Why.NUMBER)
    if not row.get("words"):
        raise CannotCross(Why.WORDS)  # a heading alone says nothing of what is wrong


def _email(row: Row) -> str:
    found = row.get("email", "")
    return found if found.count("@") == 1 and len(found) <= 254 else ""


def _leave(row: Row, number: str, batch: Batch, why: Leftover.Why) -> None:
    """Put the row on the list; where it waits there already, in its place."""
    batch.left += 1
    told = {"batch": batch, "why": why, "row": dict(row)}
    waiting = Leftover.objects.filter(number=number, settled_at=None)
    earlier = waiting.first() if number else waiting.filter(row=dict(row)).first()
    if earlier:
        Leftover.objects.filter(pk=earlier.pk).update(**told)
    else:
        Leftover.objects.create(number=number, **told)


def _waiting(number: str, row: Row) -> QuerySet[Leftover]:
    """What waits of a row that has crossed: under its number, or as it stood before it had one."""
    without = {**row, "number": ""}
    return Leftover.objects.filter(Q(number=number) | Q(number="", row=without), settled_at=None)


def _why(refusal: Refusal) -> Leftover.Why:
    if isinstance(refusal, CannotCross):
        return refusal.why
    if refusal.code in PLACES:
        return Why.PLACE
    return Why.WORDS if refusal.field in {"description", "address"} else Why.OTHER
