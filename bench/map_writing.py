"""Make reports public at a steady pace: what the readers of the public map are told of.

    python bench/map_writing.py FOLDER CITY REPORTS PER-SECOND

Says `ready`, waits for a line, writes, and says `done`; again for each further line.
"""

import sys
import time
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kentongan.config import cli
from kentongan.config.commands import wall

if TYPE_CHECKING:
    from kentongan.casework.models import Case
    from kentongan.people.models import User


def main(folder: str, slug: str, reports: int, rate: float) -> None:
    """Take the reports of each round in beforehand: only their being made public counts."""
    cli._prepare(wall, Namespace(data=Path(folder)))  # noqa: SLF001
    from kentongan.casework.verifying import verify
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City

    with inside(City.objects.get(slug=slug)):
        while True:
            cases, by = [_take_in(number) for number in range(reports)], _verifier()
            print("ready", flush=True)
            if not sys.stdin.readline():
                return  # whoever asked has gone
            for case in cases:
                verify(case, is_public=True, public_words="bench", by=by, at=datetime.now(UTC))
                time.sleep(1 / rate)
            print("done", flush=True)


def _take_in(number: int) -> "Case":
    from bench.wall_writing import take_in_one
    from kentongan.casework.models import Case

    return Case.objects.get(reference=take_in_one(number))


def _verifier() -> "User":
    from kentongan.people.models import Membership, Role

    return Membership.objects.filter(role=Role.OPERATOR).select_related("user")[0].user


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
