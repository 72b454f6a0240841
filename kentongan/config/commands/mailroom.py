"""`kentongan mailroom`: writes and sends every city's letters, forever; may run several times.

A database or a mail server that is away is waited for; being stopped anywhere loses nothing.
"""

import argparse
import logging
import sys
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING

from kentongan.config.rounds import go_round

if TYPE_CHECKING:
    from kentongan.config.outbounds import Outbounds
    from kentongan.mailroom.outbox_file import OutboxFolder

HELP = "write and send every city's letters until stopped; list those that failed"
log = logging.getLogger("kentongan.mailroom")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often to look, or only once; or what failed."""
    parser.add_argument("--every", type=float, default=5.0, help="seconds between rounds (5)")
    parser.add_argument("--once", action="store_true", help="one round, then end")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    failures = verbs.add_parser("failures", help="list the letters that were given up")
    failures.add_argument("city", help="slug")
    failures.add_argument("--retry", action="store_true", help="and put them back to be sent")


def run(options: argparse.Namespace) -> int:
    """Go round the cities; 2 if a server's address cannot be read."""
    if options.verb == "failures":
        return _failures(options)
    from kentongan.config.outbounds import Outbounds, check_addresses

    try:
        check_addresses()
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    return go_round(partial(_connected, Outbounds()), options, log)


def _connected(outbounds: "Outbounds") -> None:
    """Do one round and hang up, whatever came of it."""
    try:
        _name_strangers()
        _round(outbounds)
    finally:
        outbounds.close()


@cache
def _name_strangers() -> None:
    """Say once which settings name no city."""
    from kentongan.cities.entering import leave
    from kentongan.config.outbounds import strange_settings

    leave()
    for name in strange_settings():
        log.error("%s names no city; see: kentongan city list", name)


def _round(outbounds: "Outbounds") -> None:
    from kentongan.cities.entering import inside, leave
    from kentongan.cities.models import City
    from kentongan.mailroom.drawing import draw_letters

    leave()
    for city in list(City.objects.order_by("pk")):
        with inside(city):
            while draw_letters(at=datetime.now(UTC)):
                pass
            _forget(outbounds.folder(city.schema_name))
            _send(outbounds, city.schema_name)


def _forget(folder: "OutboxFolder") -> None:
    from kentongan.mailroom.forgetting import note_forgotten, take_to_forget

    while keys := take_to_forget():
        for key in keys:
            folder.forget(key)
        note_forgotten(keys)


def _send(outbounds: "Outbounds", schema: str) -> None:
    from kentongan.mailroom.letterheads import NoHost, letterhead
    from kentongan.mailroom.sending import Step, send_next
    from kentongan.mailroom.style import WRITTEN

    try:
        head = letterhead()
    except NoHost as fault:
        log.error("%s answers to no host name; its letters wait", fault)
        return
    for channel in WRITTEN:
        outbound = outbounds.of(schema, channel)
        while send_next(outbound, head, at=datetime.now(UTC), channel=channel) is Step.DONE:
            pass


def _failures(options: argparse.Namespace) -> int:
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.mailroom.mending import retry
    from kentongan.mailroom.models import Letter

    city = City.objects.filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}; see: kentongan city list", file=sys.stderr)
        return 1
    with inside(city):
        for letter in list(Letter.objects.failed().select_related("entry")):
            about = f"{letter.entry.about} {letter.entry.about_id}"
            print(f"{letter.failed_at:%F %R}Z  {about}  {letter.kind}  {letter.last_error}")
            if options.retry:
                retry(letter, by=None, at=datetime.now(UTC))
    return 0
