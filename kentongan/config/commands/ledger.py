"""`kentongan ledger …`: hold a city's books against its journal and its rows; keep them anew."""

import argparse
import sys
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kentongan.cities.models import City
    from kentongan.measures.verifying import Difference

HELP = "see whether a city's numbers are what its journal and its cases say"
MOST = 200
"""Differences printed; beyond it they are not counted either."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which cities, and whether to repair."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verify = verbs.add_parser(
        "verify", help="recount everything; 1 if the books differ, and where, and by how much"
    )
    verify.add_argument(
        "city", nargs="*", help="slug; every city if none is named, drills left out"
    )
    verify.add_argument(
        "--rebuild", action="store_true", help="first keep the books anew from the journal"
    )


def run(options: argparse.Namespace) -> int:
    """Verify each city; 1 if any differs, 2 if there is no such city."""
    from kentongan.cities.models import City

    cities = City.objects.real().order_by("pk")
    if options.city:
        cities = City.objects.filter(slug__in=options.city).order_by("pk")
        unknown = set(options.city) - {city.slug for city in cities}
        if unknown:
            print(f"There is no city {', '.join(sorted(unknown))}.", file=sys.stderr)
            return 2
    faults = [city for city in cities if not _verify(city, is_rebuilt=options.rebuild)]
    return 1 if faults else 0


def _verify(city: "City", *, is_rebuilt: bool) -> bool:
    from kentongan.cities.entering import inside
    from kentongan.journal.models import Entry
    from kentongan.measures.bookkeeping import BATCH, keep_books
    from kentongan.measures.verifying import rebuild_books, verify_books

    with inside(city):
        if is_rebuilt:
            rebuild_books()
        while keep_books() == BATCH:
            pass
        found = list(islice(verify_books(), MOST))
        for difference in found:
            print(f"{city.slug}: {_told(difference)}")
        if not found:
            print(f"{city.slug}: {Entry.objects.count():,} entries; the books agree to the unit.")
    return not found


def _told(one: "Difference") -> str:
    when = {"ever": "in all", "year": f"in {one.day:%Y}", "month": f"in {one.day:%Y-%m}"}
    where = " ".join((one.cut, _named(one.cut, one.key), when.get(one.span, f"on {one.day:%F}")))
    more = one.found - one.kept
    return (
        f"{where}, {one.column}: the books say {one.kept}, the {one.source} {one.found} ({more:+})"
    )


def _named(cut: str, key: str) -> str:
    from kentongan.catalogue.shelf import shelf
    from kentongan.places.directory import directory

    if not key.isdecimal():
        return key
    known = {"place": directory().jurisdictions, "unit": directory().units, "type": shelf().types}
    thing = known[cut].get(int(key)) if cut in known else None
    return str(getattr(thing, "code", key))
