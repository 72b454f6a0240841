"""`kentongan city …`: check a pack, add a city from it, list cities, import boundaries, export."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from kentongan.config.english import english

HELP = "check, add, load, list and export cities; import official boundaries"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each thing one does with a city."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, told in (
        ("check", "name every fault of a pack"),
        ("add", "add a city from its pack"),
        ("load", "load a changed pack into its city again"),
    ):
        one = verbs.add_parser(verb, help=told)
        one.add_argument("pack", type=Path, help="the pack's folder")
        if verb == "add":
            one.add_argument("--domain", action="append", default=[], help="host name; repeatable")
    verbs.add_parser("list", help="list the cities served here")
    _add_new(verbs.add_parser("new", help="start a pack for a regency or city by its code"))
    export = verbs.add_parser("export", help="write a pack out of a running city")
    export.add_argument("city", help="slug")
    export.add_argument("folder", type=Path)
    for verb, told in (
        ("boundaries", "import official polygons (GeoJSON)"),
        ("neighbourhoods", "take a list of RW and RT (CSV or GeoJSON)"),
    ):
        one = verbs.add_parser(verb, help=told)
        one.add_argument("city", help="slug")
        one.add_argument("file", type=Path)


def _add_new(new: argparse.ArgumentParser) -> None:
    new.add_argument("code", help="Kemendagri")
    new.add_argument("folder", type=Path)
    new.add_argument("--centres", type=Path, help="CSV with code,lat,lon of the kelurahan")


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; faults go to standard error, one a line."""
    from kentongan.cities.packs.reading import BrokenPack
    from kentongan.config import city_steps
    from kentongan.toolbox.refusals import Refusal

    now = datetime.now(UTC)
    try:
        step = getattr(city_steps, options.verb)
        return int(step(options, at=now) or 0)
    except BrokenPack as broken:
        for fault in broken.faults:
            print(fault, file=sys.stderr)
        return 1
    except Refusal as refusal:
        print(english(refusal), file=sys.stderr)
        return 1
