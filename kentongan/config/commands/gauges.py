"""`kentongan gauges …`: listens to the brokers of all cities' gauges; lists how gauges stand."""

import argparse
import logging
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kentongan.situation.gauges.standing import Standing

HELP = "listen to the brokers (MQTT) of river gauges until stopped; list how gauges stand"
log = logging.getLogger("kentongan.gauges")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Listen, or list."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    listening = verbs.add_parser("listen", help="listen to every city's brokers until stopped")
    listening.add_argument("--every", type=float, default=30.0, help="seconds between looks (30)")
    listing = verbs.add_parser("list", help="how each gauge of a city stands")
    listing.add_argument("city", help="slug")


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand."""
    return _listen(options) if options.verb == "listen" else _list(options)


def _listen(options: argparse.Namespace) -> int:
    """Keep a line open to every broker that a pack names, for as long as it names it."""
    import time

    from django.db import Error, connection

    from kentongan.config.brokers import Lines

    lines = Lines()
    try:
        while True:
            try:
                lines.follow_packs()
            except Error:
                log.exception("the brokers could not be looked up; tried again")
                connection.close()
            time.sleep(options.every)
    finally:
        lines.close()


def _list(options: argparse.Namespace) -> int:
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.situation.gauges.tile import levels

    city = City.objects.filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}; see: kentongan city list", file=sys.stderr)
        return 1
    with inside(city):
        for standing in levels(datetime.now(UTC)):
            print(_line(standing))
    return 0


def _line(standing: "Standing") -> str:
    feed, last = standing.gauge.feed, standing.measured_at
    level = "stale" if standing.cm is None else f"{standing.cm:g} cm, siaga {standing.siaga}"
    when = f"measured {last:%F %R}Z" if last else "never measured"
    return f"{standing.gauge.code:24} {level:20} {when:26} {feed.code if feed else 'no feed'}"
