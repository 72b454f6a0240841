"""`kentongan lapor …`: matters to and from SP4N-LAPOR, the national complaint system, by files."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kentongan.exchange.reading import Row

HELP = "exchange matters with SP4N-LAPOR by CSV files"
LEFT = 3
"""Done, but rows wait for somebody; 2 is what a mistyped command ends with."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each file that goes to and fro."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, told, needs_file in (
        ("map", "read the mapping table: their category, our service code", True),
        ("import", "read their matters; each becomes ours once", True),
        ("export", "print our matters that have not gone over yet", False),
        ("numbers", "read the numbers they gave to our matters", True),
        ("states", "print how matters stand that have their number, where that is news", False),
        ("left", "list what could not be taken over, and why", False),
    ):
        one = verbs.add_parser(verb, help=told)
        one.add_argument("city", help="slug")
        if needs_file:
            one.add_argument("file", type=Path)
        if verb == "export":
            one.add_argument("--batch", type=int, help="print this one again")


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; 1 for a file or a city that is none, 3 if rows were left."""
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.config.leftovers import unread
    from kentongan.toolbox.refusals import Refusal

    city = City.objects.real().filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}; see: kentongan city list", file=sys.stderr)
        return 1
    steps = {
        "map": _map,
        "import": _import,
        "export": _export,
        "numbers": _numbers,
        "states": _states,
        "left": _left,
    }
    try:
        with inside(city):
            return steps[options.verb](options)
    except (Refusal, OSError) as fault:
        print(unread(fault), file=sys.stderr)
        return 1


def _rows(options: argparse.Namespace, *needed: str) -> "Iterable[Row]":
    from kentongan.exchange.reading import rows

    return rows(options.file.read_bytes(), needed)


def _map(options: argparse.Namespace) -> int:
    from kentongan.exchange.mapping import remap

    lines = remap(_rows(options, "reference"), by=None, at=datetime.now(UTC))
    print(f"The table is in place: {lines} categories stand for a service type of yours.")
    return 0


def _import(options: argparse.Namespace) -> int:
    from kentongan.exchange.importing import take_over

    found = _rows(options, "number", "words")
    batch = take_over(found, name=options.file.name, by=None, at=datetime.now(UTC))
    told = f"{batch.crossed} matters were taken over, {batch.known} were here already"
    print(f"{told}, {batch.left} could not be taken over.")
    if batch.left:
        print(f"Which, and why: kentongan lapor left {options.city}", file=sys.stderr)
    return LEFT if batch.left else 0


def _export(options: argparse.Namespace) -> int:
    from kentongan.exchange.exporting import NEW_COLUMNS, hand_over, rows_of
    from kentongan.exchange.models import Batch, Direction

    if options.batch is None:
        batch: Batch | None = hand_over(by=None, at=datetime.now(UTC))
    else:
        batch = Batch.objects.filter(pk=options.batch, direction=Direction.OUT).first()
    if batch is None:
        told = f"There is no file {options.batch} that went over; their numbers stand on the page."
        print(told, file=sys.stderr)
        return 1
    print(f"File {batch.pk}: {batch.crossed} matters go over.", file=sys.stderr)
    if batch.left:
        why = "told in confidence, of a private type, or without a category of theirs"
        print(f"{batch.left} stay here: {why}.", file=sys.stderr)
    print(f"If it gets lost: --batch {batch.pk} prints it again.", file=sys.stderr)
    _print(rows_of(batch), NEW_COLUMNS)
    return 0


def _numbers(options: argparse.Namespace) -> int:
    from kentongan.exchange.linking import NEEDED, link

    told = link(_rows(options, *NEEDED), by=None, at=datetime.now(UTC))
    print(f"{told.linked} numbers were noted, {told.known} were known.")
    if told.refused:
        why = "name no matter that went over, or contradict a number that is known"
        print(f"{len(told.refused)} lines {why}:", file=sys.stderr)
    for row in told.refused:
        print(f"  {row.get('reference') or '–'}  {row.get('number') or '–'}", file=sys.stderr)
    return LEFT if told.refused else 0


def _states(options: argparse.Namespace) -> int:
    from kentongan.exchange.exporting import STATE_COLUMNS, tell_states

    _print(tell_states(by=None, at=datetime.now(UTC)), STATE_COLUMNS)
    return 0


def _left(options: argparse.Namespace) -> int:
    from kentongan.config.leftovers import why
    from kentongan.exchange.models import Leftover

    waiting = list(Leftover.objects.filter(settled_at=None).order_by("pk"))
    for each in waiting:
        print(f"{each.number or 'without number'}: {why(each)}")
    print(f"{len(waiting)} rows wait. Mend the table or the file, and read it again.")
    return 0


def _print(rows: "Iterable[Row]", columns: Sequence[str]) -> None:
    from kentongan.exchange.writing import lines

    for line in lines(rows, columns):
        sys.stdout.write(line)
