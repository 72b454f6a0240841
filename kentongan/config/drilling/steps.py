"""What each subcommand of `kentongan drill` does."""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.config import founding
from kentongan.config.drilling.ending import end_drill
from kentongan.config.drilling.flood import scenario
from kentongan.config.drilling.opening import drill_of, open_drill
from kentongan.config.drilling.playing import play
from kentongan.config.drilling.reporting import write_report
from kentongan.config.drilling.sources import Sources
from kentongan.config.drilling.story import FLOOD, read_story
from kentongan.config.exporting import facts_of
from kentongan.journal.recording import record
from kentongan.toolbox.refusals import NotFound


def begin(options: argparse.Namespace, *, at: datetime) -> int:
    """Open a drill and say where it answers."""
    founding.prepare()
    twin = open_drill(_city(options), name=options.name, domains=options.domain, at=at)
    print(f"{twin.name} is open; staff sign in with their own passwords:")
    for domain in twin.domains.order_by("-is_primary"):
        print(f"  {domain.domain}/meja/   {domain.domain}/wall/")
    print(f"Next: kentongan drill flood {options.city}")
    print(f"A screen's token: kentongan wall token {twin.slug} NAME")
    return 0


def flood(options: argparse.Namespace, *, at: datetime) -> int:
    """Play a flood into the open drill until it is over."""
    twin = drill_of(_city(options))
    story = read_story(options.story or FLOOD)
    told = {name: getattr(options, name) for name in ("reports", "minutes", "duplicates", "seed")}
    with inside(twin):
        pack = facts_of()
        with transaction.atomic():
            about = ("city", twin.pk)
            record("drill.flooded", about=about, by=None, at=at, **told, speed=options.speed)
        events = scenario(pack, **told, story=story)
        watched = not options.only_play
        for played in play(events, Sources(pack), speed=options.speed, is_attended=watched):
            print(f"\r{sum(played.reports.values())} of {options.reports} reports", end="")
            sys.stdout.flush()
    print(f"\nPlayed. What came of it: kentongan drill report {options.city}")
    return 0


def report(options: argparse.Namespace, *, at: datetime) -> int:
    """Write the report of an open drill."""
    for file in write_report(drill_of(_city(options)), at=at):
        print(file)
    return 0


def end(options: argparse.Namespace, *, at: datetime) -> int:
    """End a drill: its report is kept, its schema goes."""
    twin = drill_of(_city(options))
    if not options.yes and not _agreed(twin):
        print("Nothing was ended.", file=sys.stderr)
        return 1
    for file in end_drill(twin, at=at):
        print(file)
    print(f"{twin.name} is gone; the report is kept.")
    return 0


def list_drills(options: argparse.Namespace, *, at: datetime) -> int:
    """Print one line a drill: the city, its twin, since when, what, host names."""
    founding.prepare()
    for twin in City.objects.exclude(drill_of=None).select_related("drill_of").order_by("slug"):
        hosts = ", ".join(domain.domain for domain in twin.domains.order_by("-is_primary"))
        real = twin.drill_of.slug if twin.drill_of else ""
        print(f"{real}\t{twin.slug}\t{twin.added_at:%F %R}Z\t{twin.drill_name or '-'}\t{hosts}")
    return 0


def _agreed(twin: City) -> bool:
    print(f"{twin.name} and all that happened in it go for good. Its report is kept.")
    try:
        return input(f"Type {twin.slug} to end it: ").strip() == twin.slug
    except EOFError:
        return False


def _city(options: argparse.Namespace) -> City:
    found: City | None = City.objects.real().filter(slug=options.city).first()
    if found is None:
        raise NotFound(f"There is no city {options.city!r} here; kentongan city list names them.")
    return found


Step = Callable[..., int]
STEPS: dict[str, Step] = {
    "open": begin,
    "flood": flood,
    "report": report,
    "end": end,
    "list": list_drills,
}
