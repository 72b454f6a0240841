"""`kentongan wall …`: let a screen show the wall without a login, list screens, close one."""

import argparse
import os
import sys
from datetime import UTC, datetime

from kentongan.config.english import english

HELP = "give a screen a token for the wall, list the screens, close one"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each thing one does with a screen."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, told in (
        ("token", "let a screen show the wall, and print the address that opens it"),
        ("close", "close every screen of that label; within minutes it shows nothing more"),
    ):
        one = verbs.add_parser(verb, help=told)
        one.add_argument("city", help="slug")
        one.add_argument("label", help="where the screen hangs")
    listing = verbs.add_parser("list", help="list the screens of a city")
    listing.add_argument("city", help="slug")


def run(options: argparse.Namespace) -> int:
    """Do it inside the city; 1 if there is no such city or screen."""
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.toolbox.refusals import Refusal

    city = City.objects.filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}; see: kentongan city list", file=sys.stderr)
        return 1
    steps = {"token": _token, "close": _close, "list": _list}
    with inside(city):
        try:
            steps[options.verb](options)
        except Refusal as refusal:
            print(english(refusal), file=sys.stderr)
            return 1
    return 0


def _token(options: argparse.Namespace) -> None:
    from django.conf import settings

    from kentongan.cities.models import Domain
    from kentongan.people.screens import open_screen
    from kentongan.toolbox.schemas import current

    token = open_screen(options.label, by=None, at=datetime.now(UTC))
    domain = Domain.objects.filter(tenant__schema_name=current().schema_name, is_primary=True)
    host = domain.values_list("domain", flat=True).first()
    path = f"/wall/?perangkat={token}"
    if host and "KENTONGAN_LETTER_BASE" in os.environ:
        print(
            f"Open this once on the screen: {settings.LETTER_BASE.replace('{domain}', host)}{path}"
        )
    else:
        at = f"the address your city answers to ({host}, and its port)"
        print(f"Open this path once on the screen, at {at}:\n  {path}")
    print("The token is not kept here and cannot be shown again.")


def _close(options: argparse.Namespace) -> None:
    from kentongan.people.screens import close_screen

    print(f"{close_screen(options.label, by=None, at=datetime.now(UTC))} closed.")


def _list(_options: argparse.Namespace) -> None:
    from kentongan.people.models import WallDevice

    for screen in WallDevice.objects.order_by("pk"):
        state = "open" if screen.is_active else "closed"
        print(f"{screen.added_at:%Y-%m-%d}  {state:6}  {screen.label}")
