"""`kentongan transit …`: timetables, operators and keys, what riders are told, simulations."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from kentongan.config.english import english

HELP = "take in timetables; let operators tell where buses are; tell riders; simulate"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each thing one does."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, told, *given in (
        ("import", "take in a GTFS file as a new version", "file"),
        ("timetables", "list the versions"),
        ("operator", "let an operator tell positions", "operator", "name"),
        ("vehicles", "make vehicles of an operator known", "operator"),
        ("key", "give an operator a key and print it, once", "operator"),
        ("close", "withdraw all keys of an operator", "operator"),
        ("positions", "how positions came in, and what was set aside"),
        ("advise", "tell riders of a line something", "line", "text"),
        ("withdraw", "tell it no longer", "number"),
        ("simulate", "let simulated buses run until stopped; they are marked as such"),
    ):
        one = verbs.add_parser(verb, help=told)
        one.add_argument("city", help="slug")
        for name in given:
            one.add_argument(name)
        _add_options(verb, one)


def _add_options(verb: str, one: argparse.ArgumentParser) -> None:
    if verb == "import":
        one.add_argument("--feed", default="bus", help="whose timetable it replaces (bus)")
        one.add_argument("--from", dest="day", type=date.fromisoformat, help="YYYY-MM-DD (today)")
    if verb == "vehicles":
        one.add_argument("codes", nargs="+", metavar="CODE")
    if verb == "key":
        one.add_argument("--vehicle", help="for this one alone")
    if verb == "advise":
        one.add_argument("--cause", default="OTHER_CAUSE", help="as GTFS-Realtime names it")
        one.add_argument("--effect", default="OTHER_EFFECT", help="the same")
        one.add_argument("--until", type=datetime.fromisoformat, help="with its offset")
    if verb == "simulate":
        one.add_argument("--every", type=float, default=5.0, help="seconds between positions (5)")


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; 1 if it was refused, or there is no such thing."""
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.config import transiting
    from kentongan.toolbox.refusals import Refusal
    from kentongan.transit.judging import Faulty

    city = City.objects.filter(slug=options.city).first()
    if city is None:
        print(f"There is no city {options.city}; see: kentongan city list", file=sys.stderr)
        return 1
    try:
        with inside(city):
            step = _import if options.verb == "import" else transiting.STEPS[options.verb]
            return step(options, datetime.now(UTC))
    except Faulty as faulty:
        for finding in faulty.findings:
            print(finding, file=sys.stderr)
        print(faulty, file=sys.stderr)
        return 1
    except Refusal as refusal:
        print(english(refusal), file=sys.stderr)
        return 1


def _import(options: argparse.Namespace, now: datetime) -> int:
    from zoneinfo import ZoneInfo

    from kentongan.places.directory import directory
    from kentongan.transit.importing import import_timetable

    today = now.astimezone(ZoneInfo(directory().profile.zone)).date()
    path = Path(options.file)
    if not path.is_file():
        print(f"There is no file {path}.", file=sys.stderr)
        return 1
    day = options.day or today
    version = import_timetable(path, feed=options.feed, valid_from=day, by=None, at=now)
    print(f"{version}: {version.lines.count()} lines, {version.stops.count()} stops.")
    for name, said in version.judged.items():
        print(f"  {name} {said['version']}: {said['errors']} errors, {said['warnings']} warnings")
    return 0
