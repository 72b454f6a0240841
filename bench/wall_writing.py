"""Hand in reports at a steady pace and tell when each was committed: the other half of the fan-out.

    python bench/wall_writing.py FOLDER CITY REPORTS PER-SECOND

Prints a screen's token first, then waits for a line; then a JSON pair for each report.
"""

import json
import sys
import time
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from kentongan.config import cli
from kentongan.config.commands import wall


def main(folder: str, slug: str, reports: int, rate: float) -> None:
    """Open a screen, wait, and write."""
    cli._prepare(wall, Namespace(data=Path(folder)))  # noqa: SLF001
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.people.screens import open_screen

    with inside(City.objects.get(slug=slug)):
        print(open_screen("bench", by=None, at=datetime.now(UTC)), flush=True)
        if not sys.stdin.readline():
            return  # whoever asked has gone
        for number in range(reports):
            print(json.dumps([take_in_one(number), time.time()]), flush=True)
            time.sleep(1 / rate)


def take_in_one(number: int) -> str:
    """Take in a report of some type and place; return its case's reference."""
    from kentongan.casework.opening import take_in
    from kentongan.catalogue.shelf import shelf
    from kentongan.intake.models import Channel
    from kentongan.intake.report import Report
    from kentongan.places.directory import directory

    asks = {key for key, found in shelf().questions.items() if any(q.is_required for q in found)}
    kinds = [k for k in shelf().offered if k.pk not in asks and k.matter != "oversight"]
    place = directory().kelurahan[number % len(directory().kelurahan)]
    report = Report(kinds[number % len(kinds)].code, "bench", Channel.WEB, kelurahan=place.code)
    return str(take_in(report, at=datetime.now(UTC)).filing.case.reference)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
