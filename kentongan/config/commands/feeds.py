"""`kentongan feeds`: asks every city's sources outside, forever; lists them, or tries one now.

A database or a source that is away is waited for; being stopped anywhere loses nothing.
"""

import argparse
import logging
import sys
from datetime import UTC, datetime
from functools import cache
from time import monotonic, sleep
from typing import TYPE_CHECKING

from kentongan.config.rounds import go_round

if TYPE_CHECKING:
    from kentongan.cities.models import City
    from kentongan.situation.asking import Turn
    from kentongan.situation.feeds import Feed
    from kentongan.situation.pacing import Paced

HELP = "ask every city's sources (warnings and others) until stopped; list them, or try one"
log = logging.getLogger("kentongan.feeds")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often to look, or only once; or what to list or try."""
    parser.add_argument("--every", type=float, default=5.0, help="seconds between rounds (5)")
    parser.add_argument("--once", action="store_true", help="one round, then end")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    listing = verbs.add_parser("list", help="how each source stands")
    listing.add_argument("city", help="slug")
    trying = verbs.add_parser("try", help="ask one source now, and say what came of it")
    trying.add_argument("city", help="slug")
    trying.add_argument("feed", help="code")


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand, or go round the cities."""
    if options.verb:
        return _for_one(options)
    return go_round(_round, options, log)


def _round() -> None:
    from kentongan.cities.entering import inside, leave
    from kentongan.cities.models import City
    from kentongan.config.riding import carry_over
    from kentongan.situation.asking import ask_next

    leave()
    for city in list(City.objects.real().order_by("pk")):
        with inside(city):
            while turn := ask_next(_paced(), at=datetime.now(UTC)):
                carry_over(turn)
                _log(city, turn)


@cache
def _paced() -> "Paced":
    """Return what asks, one for the process: all its cities ask from one address."""
    from kentongan.situation.getting import get
    from kentongan.situation.pacing import Paced

    return Paced(get, clock=monotonic, sleep=sleep)


def _log(city: "City", turn: "Turn") -> None:
    if turn.fault or turn.oddity:
        log.warning("%s: %s: %s", city.slug, turn.feed.code, turn.fault or turn.oddity)


def _for_one(options: argparse.Namespace) -> int:
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.situation.feeds import Feed

    city = City.objects.filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}; see: kentongan city list", file=sys.stderr)
        return 1
    with inside(city):
        if options.verb == "try":
            return _try(options)
        for feed in Feed.objects.filter(is_active=True).order_by("order", "pk"):
            print(_line(feed, datetime.now(UTC)))
    return 0


def _line(feed: "Feed", at: datetime) -> str:
    heard = f"heard {feed.heard_at:%F %R}Z" if feed.heard_at else "never heard"
    state = "fresh" if feed.is_fresh(at) else "stale"
    return f"{feed.code:24} {state:6} {heard:24} {feed.fault}".rstrip()


def _try(options: argparse.Namespace) -> int:
    from kentongan.config.riding import carry_over
    from kentongan.situation.asking import ask_now
    from kentongan.situation.feeds import Feed
    from kentongan.situation.getting import get

    feed = Feed.objects.filter(code=options.feed, is_active=True).first()
    if feed is None:
        known = "see: kentongan feeds list"
        print(
            f"{options.city} has no source {options.feed}; {known} {options.city}", file=sys.stderr
        )
        return 1
    if feed.address.startswith("mqtt"):
        print(f"{feed.code} is a broker: kentongan gauges listen", file=sys.stderr)
        return 1
    turn = ask_now(feed, get, at=datetime.now(UTC))
    carry_over(turn)
    if turn.fault:
        print(f"{feed.code}: {turn.fault}", file=sys.stderr)
        return 1
    others = f", {len(turn.links)} addresses to ask besides" if turn.links else ""
    print(f"{feed.code}: {turn.taken} new{others}", *filter(None, [turn.oddity]), sep="; ")
    return 0
