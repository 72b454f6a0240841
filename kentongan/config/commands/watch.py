"""`kentongan watch`: keeps watch over every city, forever; may run several times at once."""

import argparse
import logging

from kentongan.config.rounds import go_round

HELP = "group reports of one event into incidents, and what else is watched, until stopped"
log = logging.getLogger("kentongan.watch")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often to look, or only once."""
    parser.add_argument("--every", type=float, default=2.0, help="seconds between rounds (2)")
    parser.add_argument("--once", action="store_true", help="one round, then end")


def run(options: argparse.Namespace) -> int:
    """Go round the cities; a database that is away is waited for."""
    return go_round(_round, options, log)


def _round() -> None:
    from kentongan.cities.entering import inside, leave
    from kentongan.cities.models import City
    from kentongan.config.watches import look

    leave()
    for city in list(City.objects.order_by("pk")):
        with inside(city):
            look()
