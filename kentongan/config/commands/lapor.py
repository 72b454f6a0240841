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
    """Dispatch to the subcommand; 1 for a file or a city that is none, 2 if rows were left."""
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
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
        print(fault, file=sys.stderr)
        return 1


def _rows(options: argparse.Namespace, *needed: str) -> "Iterable[Row]":
    from kentongan.exchange.reading import rows

    return rows(options.file.read_bytes(), needed)


def _map(options: argparse.Namespace) -> int:
    from kentongan.exchange.mapping import remap

    lines = remap(_rows(options, "reference"), by=None, at=datetime.now(UTC))
    print(f"{lines} categories have a service type of their own.")
    return 0


def _import(options: argparse.Namespace) -> int:
    from kentongan.exchange.importing import take_over

    found = _rows(options, "number", "words")
    batch = take_over(found, name=options.file.name, by=None, at=datetime.now(UTC))
    print(f"{batch.crossed} taken over, {batch.known} known, {batch.left} left.")
    if batch.left:
        print(f"See: kentongan lapor left {options.city}", file=sys.stderr)
    return 2 if batch.left else 0


def _export(options: argparse.Namespace) -> int:
    from kentongan.exchange.exporting import NEW_COLUMNS, hand_over, rows_of
    from kentongan.exchange.models import Batch, Direction

    if options.batch is None:
        batch: Batch | None = hand_over(by=None, at=datetime.now(UTC))
    else:
        batch = Batch.objects.filter(pk=options.batch, direction=Direction.OUT).first()
    if batch is None:
        print(f"There is no such batch: {options.batch}", file=sys.stderr)
        return 1
    told = f"Batch {batch.pk}: {batch.crossed} matters; {batch.left} stay here, they are private."
    print(told, file=sys.stderr)
    _print(rows_of(batch), NEW_COLUMNS)
    return 0


def _numbers(options: argparse.Namespace) -> int:
    from kentongan.exchange.linking import NEEDED, link

    told = link(_rows(options, *NEEDED), by=None, at=datetime.now(UTC))
    print(f"{told.linked} linked, {told.known} known, {len(told.refused)} refused.")
    for row in told.refused:
        print(f"  {row.get('reference', '–')}  {row.get('number', '–')}", file=sys.stderr)
    return 2 if told.refused else 0


def _states(options: argparse.Namespace) -> int:
    from kentongan.exchange.exporting import STATE_COLUMNS, tell_states

    _print(tell_states(by=None, at=datetime.now(UTC)), STATE_COLUMNS)
    return 0


def _left(options: argparse.Namespace) -> int:
    from kentongan.exchange.models import Leftover

    for each in Leftover.objects.filter(settled_at=None).order_by("pk"):
        named = each.row.get("category") or each.row.get("kelurahan") or ""
        print(f"{each.number or '–'}  {each.why}  {named}")
    return 0


def _print(rows: "Iterable[Row]", columns: Sequence[str]) -> None:
    from kentongan.exchange.writing import lines

    for line in lines(rows, columns):
        sys.stdout.write(line)
