"""The equation a number belongs to: ever, from the books; of one day, from that day's cases."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime

from kentongan.catalogue.models import ServiceGroup
from kentongan.measures.balancing import Equation, cohort
from kentongan.measures.behind import Number, tally_of, types_of
from kentongan.measures.ledger import Books, bring_up_to_date, read_books, tail
from kentongan.measures.looking_back import Standing, until
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
    return books.equation(cut, _keys(thing), tally.open)


def at_end_of(day: date, number: Number) -> Equation | None:
    """Return where everything under a number's one cut stood when a past day ended.

    What was open then follows from what had come and gone; nobody can count it any more. None if
    the number crosses several cuts, or too much is not entered yet.
    """
    if number.heading is None:
        return None
    cut, thing = number.heading
    bring_up_to_date()
    with one_moment():
        waiting = tail()
        if waiting is None:
            return None
        found = until(day, waiting, cut, _keys(thing))
    sums: Counter[str] = Counter()
    for moved in found.values():
        sums.update(moved)
    return Equation.from_flows(sums)


def headings_at_end_of(day: date) -> Standing | None:
    """Return what had come and gone under every heading; None if too much is not entered yet."""
    bring_up_to_date()
    with one_moment():
        waiting = tail()
        return None if waiting is None else until(day, waiting)


def _keys(thing: object) -> Collection[str] | None:
    """The keys of the books that a thing covers, None for all: a kecamatan is its kelurahan."""
    if isinstance(thing, ServiceGroup):
        return [str(key) for key in types_of(thing)]
    if isinstance(thing, Jurisdiction) and thing.level != Jurisdiction.Level.CITY:
        known = directory()
        below = (p for p in known.kelurahan if known.above(p, thing.level) == thing)
        return [str(place.pk) for place in below]
    if thing is None or isinstance(thing, Jurisdiction):
        return None
    return [thing if isinstance(thing, str) else str(thing.pk)]  # type: ignore[attr-defined]
