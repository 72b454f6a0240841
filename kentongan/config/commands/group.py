"""`kentongan group …`: council groups and who serves at their doors."""

import argparse
import sys
from datetime import UTC, datetime

from kentongan.config.english import english

HELP = "found council groups and place their staff"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each thing one does with a group."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = verbs.add_parser("add", help="found a group, or give it another name")
    add.add_argument("city", help="slug")
    add.add_argument("group", help="slug of the group")
    add.add_argument("name")
    add.add_argument("--contact", help="how people reach it; stands in its letters")
    staff = verbs.add_parser("staff", help="let an account of the role council serve a group")
    staff.add_argument("city", help="slug")
    staff.add_argument("group", help="slug of the group")
    staff.add_argument("username")
    listed = verbs.add_parser("list", help="list the groups and who serves them")
    listed.add_argument("city", help="slug")


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; 1 if there is no such city, group or account."""
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.toolbox.refusals import Refusal

    city = City.objects.filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}; see: kentongan city list", file=sys.stderr)
        return 1
    steps = {"add": _add, "staff": _staff, "list": _list}
    try:
        with inside(city):
            return steps[options.verb](options)
    except Refusal as refusal:
        print(english(refusal), file=sys.stderr)
        return 1


def _add(options: argparse.Namespace) -> int:
    from kentongan.council.grouping import found

    now = datetime.now(UTC)
    found(options.group, options.name, by=None, at=now, contact=options.contact)
    return 0


def _staff(options: argparse.Namespace) -> int:
    from kentongan.council.grouping import place
    from kentongan.council.models import Group
    from kentongan.people.models import User

    group = Group.objects.filter(slug=options.group).first()
    user = User.objects.filter(username=options.username).first()
    if group is None or user is None:
        missing = "group" if group is None else "account"
        print(f"There is no such {missing}.", file=sys.stderr)
        return 1
    place(user, group, by=None, at=datetime.now(UTC))
    return 0


def _list(options: argparse.Namespace) -> int:
    from kentongan.council.models import Group

    for group in Group.objects.order_by("slug").prefetch_related("staff__user"):
        names = ", ".join(staff.user.username for staff in group.staff.all()) or "–"
        print(f"{group.slug}  {group.name}  {names}")
    return 0
