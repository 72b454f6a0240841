"""`kentongan key …`: give machines a key to hand in reports, list keys, withdraw them."""

import argparse
import secrets
import sys
from datetime import UTC, datetime

HELP = "give, list and withdraw the api keys of a city"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each thing one does with a key."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, told in (
        ("add", "make a key and print it, once"),
        ("list", "list the keys of a city; the keys themselves are not kept"),
        ("withdraw", "let a key open nothing any more"),
    ):
        one = verbs.add_parser(verb, help=told)
        one.add_argument("city", help="slug")
        if verb != "list":
            one.add_argument("label", help="whose key it is")
        if verb == "add":
            one.add_argument("--key", help="the key itself, for a demonstration")


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; 1 if there is no such city or key."""
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City

    city = City.objects.filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}.", file=sys.stderr)
        return 1
    steps = {"add": _add, "list": _list, "withdraw": _withdraw}
    with inside(city):
        return steps[options.verb](options)


def _add(options: argparse.Namespace) -> int:
    from kentongan.people.keys import add_key

    key = options.key or secrets.token_urlsafe(24)
    add_key(key, label=options.label, at=datetime.now(UTC))
    # The key alone goes to standard output, so that a script can take it.
    told = f"The api key of {options.label}, shown this once; only its digest is kept:"
    print(told, file=sys.stderr, flush=True)
    print(key)
    return 0


def _list(options: argparse.Namespace) -> int:
    from kentongan.people.models import ApiKey

    for key in ApiKey.objects.order_by("pk"):
        state = "" if key.is_active else "  withdrawn"
        print(f"{key.added_at:%F}  {key.label}{state}")
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    from kentongan.people.keys import withdraw_keys

    if withdraw_keys(options.label, at=datetime.now(UTC)):
        return 0
    print(f"No key of {options.label} is in use.", file=sys.stderr)
    return 1
