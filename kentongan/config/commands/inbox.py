"""`kentongan inbox`: works what people wrote to every city, forever; may run several times.

A database that is away is waited for; being stopped anywhere loses nothing and doubles nothing.
"""

import argparse
import logging
import sys
from datetime import UTC, datetime

from kentongan.config.rounds import go_round

HELP = "work the messages that people wrote to every city until stopped"
log = logging.getLogger("kentongan.inbox")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often to look, or only once."""
    parser.add_argument("--every", type=float, default=1.0, help="seconds between rounds (1)")
    parser.add_argument("--once", action="store_true", help="one round, then end")


def run(options: argparse.Namespace) -> int:
    """Go round the cities; 2 if a provider's address cannot be read."""
    from kentongan.config.outbounds import check_addresses

    try:
        check_addresses()
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    return go_round(_round, options, log)


def _round() -> None:
    from kentongan.cities.entering import inside, leave
    from kentongan.cities.models import City
    from kentongan.config.fetching import fetching
    from kentongan.dialogue.working import work_next
    from kentongan.mailroom.answered import matter_answered

    leave()
    for city in list(City.objects.order_by("pk")):
        with inside(city):
            fetch = fetching()
            while work_next(at=datetime.now(UTC), fetch=fetch, answered=matter_answered):
                pass
