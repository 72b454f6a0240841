"""`kentongan play CITY`: keeps a demonstration city lively. Only for demonstrations."""

import argparse
import random
import sys
from datetime import UTC, datetime

HELP = "keep a demonstration city lively until stopped (invents reports!)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which city, and how lively."""
    parser.add_argument("city", help="slug of a city that `kentongan demo` has set up")
    parser.add_argument("--every", type=float, default=25.0, help="seconds between reports (25)")


def run(options: argparse.Namespace) -> int:
    """Play live; refuses a city without the demonstration's own key."""
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.config.demo.calling import Exchange
    from kentongan.config.demo.outside.living import go_on
    from kentongan.config.demo.playing import Stage, pace_of, play_on
    from kentongan.config.demo.staging import packs
    from kentongan.people.models import ApiKey

    city = City.objects.filter(slug=options.city).first()
    pack = next((one for one in packs() if one.city.slug == options.city), None)
    if city is None or pack is None:
        print(f"There is no city {options.city!r} to play.", file=sys.stderr)
        return 1
    with inside(city):
        if not ApiKey.objects.filter(label="Demo").exists():
            print("This city was not set up by `kentongan demo`.", file=sys.stderr)
            return 1
        stage = Stage(pack, random.Random(), pace=pace_of(options.every))  # noqa: S311
        Exchange(stage).begin(datetime.now(UTC))
        go_on(stage)
        play_on(stage, every=options.every)
    return 0
