"""`kentongan nchan …`: writes nginx's configuration, posts what the public map tells."""

import argparse
import logging
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kentongan.config.rounds import go_round

if TYPE_CHECKING:
    from kentongan.config.nchan.channels import Channel

HELP = "the public map over nginx and nchan: write its configuration, post what is new"
log = logging.getLogger("kentongan.nchan")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Write, or post."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    posting = verbs.add_parser("post", help="post every city's public events until stopped")
    posting.add_argument("--every", type=float, default=0.5, help="seconds between rounds (0.5)")
    posting.add_argument("--once", action="store_true", help="one round, then end")
    writing = verbs.add_parser("config", help="print what belongs in nginx's http block")
    writing.add_argument("--listen", default="80", help="where people come in (80)")
    writing.add_argument("--upstream", default="http://127.0.0.1:8000", help="kentongan serve")
    writing.add_argument("--cache", default="/var/lib/nginx/kentongan", help="a folder of nginx's")


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; 2 if KENTONGAN_NCHAN is no address."""
    from django.conf import settings

    from kentongan.config.nchan.channels import Channel

    try:
        Channel(settings.NCHAN, "")
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    return _write(options) if options.verb == "config" else go_round(_round, options, log)


def _write(options: argparse.Namespace) -> int:
    from django.conf import settings

    from kentongan.config.nchan.conf import Site

    publish = urlsplit(settings.NCHAN).netloc
    print(Site(options.listen, publish, options.upstream, options.cache).written(), end="")
    return 0


def _round() -> None:
    from django.conf import settings

    from kentongan.cities.entering import inside, leave
    from kentongan.cities.models import City
    from kentongan.config.nchan.channels import Channel

    leave()
    for city in list(City.objects.order_by("pk")):
        with inside(city), Channel(settings.NCHAN, city.schema_name) as channel:
            _post(city.slug, channel)


def _post(slug: str, channel: "Channel") -> None:
    from kentongan.config.nchan.channels import NoChannel
    from kentongan.config.nchan.posting import post_new

    try:
        while post_new(channel):
            pass
    except NoChannel as fault:
        log.warning("%s: nchan is away, and tried again: %s", slug, fault)
