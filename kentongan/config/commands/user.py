"""`kentongan user …`: a city's first administrator, and a password for one who has lost theirs.

Everybody else is added at the workdesk, by an administrator.
"""

import argparse
import sys
from datetime import UTC, datetime

from kentongan.config.english import english

HELP = "add a city's first administrator, give a new password, list the accounts"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each thing one does with an account."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = verbs.add_parser("add", help="add an account and print its password, once")
    add.add_argument("city", help="slug")
    add.add_argument("username", help="the name to sign in with")
    add.add_argument("name", help="the person's name")
    add.add_argument("--role", default="administrator", help="administrator unless told otherwise")
    add.add_argument("--unit", required=True, help="the unit's code in the pack")
    add.add_argument("--email", default="", help="where letters about the work go")
    password = verbs.add_parser("password", help="set a new password and print it, once")
    password.add_argument("city", help="slug")
    password.add_argument("username")
    verbs.add_parser("list", help="list the accounts").add_argument("city", help="slug")


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; 1 with a sentence if it cannot be done."""
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.toolbox.refusals import Refusal

    city = City.objects.filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}.", file=sys.stderr)
        return 1
    steps = {"add": _add, "password": _password, "list": _list}
    try:
        with inside(city):
            return steps[options.verb](options)
    except Refusal as refusal:
        print(english(refusal), file=sys.stderr)
        return 1


def _add(options: argparse.Namespace) -> int:
    from kentongan.people.adding import appoint
    from kentongan.people.models import Role
    from kentongan.places.directory import directory

    unit = directory().unit_by_code.get(options.unit)
    if options.role not in Role.values or unit is None:
        print(f"Roles are {', '.join(Role.values)}; the unit is a code of units.yaml.")
        return 1
    role, now = Role(options.role), datetime.now(UTC)
    _user, password = appoint(
        options.username, options.name, role, unit, at=now, email=options.email
    )
    _say(options.username, password)
    return 0


def _password(options: argparse.Namespace) -> int:
    from kentongan.people.models import User
    from kentongan.people.passwords import restore_password

    user = User.objects.filter(username=options.username.lower()).first()
    if user is None:
        print(f"Nobody signs in as {options.username}.", file=sys.stderr)
        return 1
    _say(user.username, restore_password(user, at=datetime.now(UTC)))
    return 0


def _say(username: str, password: str) -> None:
    """The password alone goes to standard output, so that a script can take it."""
    told = f"The password of {username.lower()}, shown this once and kept nowhere:"
    print(told, file=sys.stderr, flush=True)
    print(password)
    print("Hand it over in person; it can be changed after signing in.", file=sys.stderr)


def _list(options: argparse.Namespace) -> int:
    from kentongan.people.models import User

    for user in User.objects.order_by("username"):
        places = ", ".join(f"{one.role} of {one.unit.code}" for one in user.standing)
        print(f"{user.username}\t{user.name}\t{places}{'' if user.is_active else '  closed'}")
    return 0
