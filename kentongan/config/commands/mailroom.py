"""`kentongan mailroom`: writes and sends every city's letters, forever; may run several times.

A database or a mail server that is away is waited for; being stopped anywhere loses nothing.
"""

import argparse
import logging
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kentongan.mailroom.parcels import Outbound

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
    """Go round the cities; 2 if the mail server's address cannot be read."""
    if options.verb == "failures":
        return _failures(options)
    from django.db import Error, connection

    try:
        outbounds = Outbounds()
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    while True:
        try:
            _round(outbounds)
        except Error:
            log.exception("the round was broken off; the next one takes it up again")
            connection.close()
        outbounds.close()
        if options.once:
            return 0
        time.sleep(options.every)


class Outbounds:
    """The way out for each city: one mail server for all of them, or a folder each."""

    def __init__(self) -> None:
        from django.conf import settings

        from kentongan.mailroom.smtp import Server, Smtp

        self._smtp = Smtp(Server.parse(settings.SMTP)) if settings.SMTP else None
        self._outbox = Path(settings.OUTBOX)

    def of(self, schema: str) -> "Outbound":
        """Return the city's."""
        from kentongan.mailroom.outbox_file import OutboxFolder

        return self._smtp or OutboxFolder(self._outbox / schema)

    def close(self) -> None:
        """Hang up until the next round."""
        if self._smtp:
            self._smtp.close()


def _round(outbounds: Outbounds) -> None:
    from kentongan.cities.entering import inside, leave
    from kentongan.cities.models import City
    from kentongan.mailroom.drawing import draw_letters

    leave()
    for city in list(City.objects.order_by("pk")):
        with inside(city):
            while draw_letters(at=datetime.now(UTC)):
                pass
            _send(outbounds.of(city.schema_name))


def _send(outbound: "Outbound") -> None:
    from kentongan.mailroom.letterheads import NoHost, letterhead
    from kentongan.mailroom.sending import Step, send_next

    try:
        head = letterhead()
    except NoHost as fault:
        log.error("%s answers to no host name; its letters wait", fault)
        return
    while send_next(outbound, head, at=datetime.now(UTC)) is Step.DONE:
        pass


def _failures(options: argparse.Namespace) -> int:
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.mailroom.models import Letter
    from kentongan.mailroom.settling import retry

    city = City.objects.filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}; see: kentongan city list", file=sys.stderr)
        return 1
    with inside(city):
        for letter in list(Letter.objects.failed().select_related("service_request")):
            told = letter.service_request.reference
            print(f"{letter.failed_at:%F %R}Z  {told}  {letter.kind}  {letter.last_error}")
            if options.retry:
                retry(letter, by=None, at=datetime.now(UTC))
    return 0
