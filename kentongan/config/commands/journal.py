"""`kentongan journal …`: seal what has settled, verify all of it, print the public keys."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HELP = "seal the journal of the cities, and verify that nothing was changed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each thing one does with a journal."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, told in (
        ("verify", "name every entry that was changed, is missing or was inserted"),
        ("seal", "seal what has settled now; `kentongan clock` does it by itself"),
        ("key", "print the public key by which a city's seals are checked"),
    ):
        one = verbs.add_parser(verb, help=told)
        one.add_argument("cities", nargs="*", metavar="CITY", help="slug; all, if none is named")
        if verb == "verify":
            one.add_argument(
                "--published", type=Path, help="segel.json as it was taken down earlier"
            )


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; 1 if there is no such city, or a journal is not as sealed."""
    from kentongan.cities.entering import inside

    steps = {"verify": _verify, "seal": _seal, "key": _key}
    status = 0
    for city in _cities(options.cities):
        if city is None:
            status = 1
            continue
        with inside(city):
            status = max(status, steps[options.verb](city, options))
    return status


def _cities(slugs: list[str]) -> Iterator[Any]:
    from kentongan.cities.models import City

    known = {city.slug: city for city in City.objects.order_by("slug")}
    for slug in slugs or known:
        if slug not in known:
            print(f"There is no city {slug}.", file=sys.stderr)
        yield known.get(slug)


def _verify(city: Any, options: argparse.Namespace) -> int:
    from kentongan.journal.inspecting import inspect
    from kentongan.journal.models import Entry, Seal

    published = _published(options.published) if options.published else None
    faults = list(inspect(published))
    for fault in faults:
        print(f"{city.slug}: {fault}")
    seals = Seal.objects.count()
    sealed = sum(Seal.objects.values_list("count", flat=True))
    waiting = Entry.objects.count() - sealed
    told = "as sealed" if not faults else f"{len(faults)} faults"
    print(f"{city.slug}: {sealed} entries under {seals} seals, {max(0, waiting)} waiting: {told}")
    return 1 if faults else 0


def _published(file: Path) -> dict[int, str]:
    seals = json.loads(file.read_text(encoding="utf-8"))["seals"]
    return {json.loads(each["header"])["number"]: each["digest"] for each in seals}


def _seal(city: Any, options: argparse.Namespace) -> int:
    from kentongan.config.sealing import seal_up

    print(f"{city.slug}: {seal_up(is_full=False)} seals made")
    return 0


def _key(city: Any, options: argparse.Namespace) -> int:
    from kentongan.journal.models import SealingKey

    for key in SealingKey.objects.order_by("pk"):
        print(f"{city.slug}  {key.public}  since {key.since:%F}")
    return 0
