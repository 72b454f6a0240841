"""`kentongan drill …`: a city's twin to drill in, a flood that never was, and what came of it."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from kentongan.config.english import english

HELP = "drill in a city's twin: open it, play a flood into it, end it with a report"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each thing one does with a drill; the city is the real one."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    opening = verbs.add_parser("open", help="found the city's twin; staff sign in as they do")
    opening.add_argument("city", help="slug")
    opening.add_argument("--name", default="", help="what is drilled, in a few words")
    opening.add_argument("--domain", action="append", default=[], help="host name; repeatable")
    _add_flood(verbs.add_parser("flood", help="play a synthetic flood into the open drill"))
    report = verbs.add_parser("report", help="write what came of it so far, as PDF and CSV")
    report.add_argument("city", help="slug")
    ending = verbs.add_parser("end", help="write the report and take the twin away")
    ending.add_argument("city", help="slug")
    ending.add_argument("--yes", action="store_true", help="do not ask")
    verbs.add_parser("list", help="list the open drills")


def _add_flood(flood: argparse.ArgumentParser) -> None:
    flood.add_argument("city", help="slug")
    flood.add_argument("--reports", type=_count, default=300, help="how many reports (300)")
    flood.add_argument("--minutes", type=_positive, default=30.0, help="of the story (30)")
    flood.add_argument("--duplicates", type=_share, default=0.5, help="share of repeats (0.5)")
    flood.add_argument("--seed", type=int, default=1, help="the same one plays the same flood (1)")
    flood.add_argument("--speed", type=_positive, default=1.0, help="times as fast as it is (1)")
    flood.add_argument("--story", type=Path, help="a TOML file; the flood that comes along if none")
    flood.add_argument(
        "--only-play", action="store_true", help="leave messages and watch to their own commands"
    )


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; 1 if it was refused."""
    from kentongan.config.drilling import steps
    from kentongan.config.drilling.story import BrokenStory
    from kentongan.toolbox.refusals import Refusal

    try:
        step = steps.STEPS[options.verb]
        return step(options, at=datetime.now(UTC))
    except (Refusal, BrokenStory) as fault:
        print(english(fault), file=sys.stderr)
        return 1


def _count(text: str) -> int:
    number = int(text)
    if not 0 < number <= 100_000:
        raise argparse.ArgumentTypeError("from 1 to 100000")
    return number


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < 10_000:
        raise argparse.ArgumentTypeError("more than 0")
    return number


def _share(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError("from 0 to 1")
    return number
