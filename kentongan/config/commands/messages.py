"""Keep the wording in order: collect it, say what is not translated, build what is read."""

import argparse

from kentongan.config.wording import Wording, rooms

HELP = "collect, check and build the translations"
NEEDS_DATABASE = False
NEEDS_DJANGO = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        default="compile",
        choices=("compile", "extract", "missing"),
        help="compile (the default): build the .mo files; extract: bring the .po files up to date "
        "with the code; missing: name what is not translated",
    )
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help="only these rooms")


def run(options: argparse.Namespace) -> int:
    chosen = [room for room in rooms() if not options.rooms or room.name in options.rooms]
    unknown = set(options.rooms) - {room.name for room in chosen}
    if unknown:
        print(f"There is no room {', '.join(sorted(unknown))}.")
        return 2
    actions = {"compile": _compile, "extract": _extract, "missing": _missing}
    return actions[options.action](chosen)


def _compile(chosen: list[Wording]) -> int:
    built = sum(room.compile() for room in chosen)
    print(f"{built} translation files built.")
    return 0


def _extract(chosen: list[Wording]) -> int:
    for room in chosen:
        for path in room.extract():
            print(path)
    return 0


def _missing(chosen: list[Wording]) -> int:
    faults = [fault for room in chosen for fault in room.missing()]
    print("\n".join(faults) or "Everything is translated.")
    return 1 if faults else 0
