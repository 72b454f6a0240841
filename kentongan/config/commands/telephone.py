"""`kentongan telephone …`: stand between a city's Kamailio and its desks; read its records."""

import argparse
import logging
import sys
from pathlib import Path

HELP = "listen to a city's Kamailio and send its calls to free desks; read its records"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Listen for ever, or read records once."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    listening = verbs.add_parser("listen", help="listen until stopped; reconnects by itself")
    listening.add_argument("city", help="slug")
    listening.add_argument("--kamailio", required=True, metavar="HOST:PORT", help="its evapi")
    listening.add_argument("--records", type=Path, help="its records, read at each connection")
    filling = verbs.add_parser("backfill", help="read Kamailio's records; known calls stay")
    filling.add_argument("city", help="slug")
    filling.add_argument("records", type=Path, help="a file, or the folder of them")
    for verb in (listening, filling):
        verb.add_argument("--name", default="kamailio", help="what calls say of their exchange")


def run(options: argparse.Namespace) -> int:
    """Do it inside the city; 1 if there is none, 2 if an address or a file is wrong."""
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City

    logging.getLogger("kentongan.calls").setLevel(logging.INFO)
    city = City.objects.filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}; see: kentongan city list", file=sys.stderr)
        return 1
    with inside(city):
        try:
            {"listen": _listen, "backfill": _backfill}[options.verb](options)
        except (ValueError, FileNotFoundError) as fault:
            print(fault, file=sys.stderr)
            return 2
    return 0


def _listen(options: argparse.Namespace) -> None:
    from kentongan.config.telephone.line import Address
    from kentongan.config.telephone.listening import listen

    listen(Address.parse(options.kamailio), pbx=options.name, records=options.records)


def _backfill(options: argparse.Namespace) -> None:
    from kentongan.config.telephone.filling import fill_from

    filled = fill_from(options.records, pbx=options.name)
    print(f"{filled.new} new, {filled.known} known, {filled.unreadable} unreadable")
