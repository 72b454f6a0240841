"""`kentongan photos liken`: what stored pictures look like, where nobody has looked yet."""

import argparse

HELP = "look again at stored pictures"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with them."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("liken", help="fill in the likeness of pictures stored before there was one")


def run(options: argparse.Namespace) -> int:
    """Go round the cities once."""
    from kentongan.casework.likening import liken_stored
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City

    for city in list(City.objects.order_by("pk")):
        with inside(city):
            done = liken_stored()
            print(
                f"{city.slug}: {done.filled} filled in, {done.plain} too plain to be told apart,"
                f" {done.unreadable} gone or unreadable"
            )
    return 0
