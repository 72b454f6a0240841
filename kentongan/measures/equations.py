"""The equation a number belongs to: ever, from the books; of one day, from that day's cases."""

from collections.abc import Iterable
from datetime import datetime

from kentongan.catalogue.models import ServiceGroup
from kentongan.measures.behind import Number, tally_of, types_of
from kentongan.measures.ledger import (
    Books,
    Equation,
    bring_up_to_date,
    cohort,
    read_books,
)
from kentongan.measures.models import Cut
from kentongan.measures.moment import one_moment
from kentongan.measures.tallies import OpenWork, open_work
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction


def equation_of(number: Number, at: datetime) -> Equation | None:
    """Return the equation of a number, all of it seen at one moment.

    None where it could only be had by reading the whole history: several cuts at once, and ever.
    """
    if number.heading is not None:
        bring_up_to_date()
        with one_moment():
            books = read_books()
            return ever(books, open_work(at), number) if books else None
    if number.day or number.reference:
        return cohort(number.whole().rows(at))
    return None


def ever(books: Books, work: OpenWork, number: Number = Number()) -> Equation | None:  # noqa: B008
    """Return what was ever received under a number's cut, and where it stands."""
    tally = tally_of(work, number)
    if number.heading is None or tally is None:
        return None
    cut, thing = number.heading
    return books.equation(cut, _keys(books, cut, thing), tally.open)


def _keys(books: Books, cut: Cut, thing: object) -> Iterable[str]:
    """The keys of the books that a thing covers: a kecamatan is the sum of its kelurahan."""
    if isinstance(thing, ServiceGroup):
        return [str(key) for key in types_of(thing)]
    if isinstance(thing, Jurisdiction) and thing.level != Jurisdiction.Level.CITY:
        known = directory()
        below = (p for p in known.kelurahan if known.above(p, thing.level) == thing)
        return [str(place.pk) for place in below]
    if thing is None or isinstance(thing, Jurisdiction):
        return books.keys(cut)
    return [str(thing.pk)]  # type: ignore[attr-defined]
