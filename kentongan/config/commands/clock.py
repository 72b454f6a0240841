"""`kentongan clock`: watches every city's deadlines, forever; may run several times at once."""

import argparse
import logging

from kentongan.config.rounds import go_round

HELP = "watch every city's deadlines and keep its books until stopped"
log = logging.getLogger("kentongan.clock")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often to look, or only once."""
    parser.add_argument("--every", type=float, default=5.0, help="seconds between rounds (5)")
    parser.add_argument("--once", action="store_true", help="one round, then end")


def run(options: argparse.Namespace) -> int:
    """Go round the cities; a database that is away is waited for."""
    return go_round(_round, options, log)


def _round() -> None:
    from kentongan.cities.entering import inside, leave
    from kentongan.cities.models import City
    from kentongan.config.duties import do_duties
    from kentongan.config.letting_go import let_go_hourly
    from kentongan.config.sealing import seal_up
    from kentongan.measures.bookkeeping import BATCH as PAGE
    from kentongan.measures.bookkeeping import keep_books

    leave()
    for city in list(City.objects.order_by("pk")):
        with inside(city):
            do_duties()
            while keep_books() == PAGE:
                pass
            let_go_hourly(city.slug)
            seal_up()
