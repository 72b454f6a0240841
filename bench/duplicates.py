"""How well likeness finds duplicates, on two cities' labelled reports: `docs/duplicates.md`.

    python bench/duplicates.py FOLDER

FOLDER holds the Parquet files named in `CITIES`; they are not part of this project. Reading them
needs `pyarrow`, which nothing else here does: a throw-away environment with `pyarrow` and `h3` in
it will do. The score is the very function that the desk and the form ask.

Every report is met as it was on arrival: only what had come before it and was still open counts.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kentongan.sorting.resembling import Likeness, in_common, score, telling  # noqa: E402
from kentongan.toolbox.geometry import Point, distance  # noqa: E402

WITHIN_M, SINCE = 150.0, timedelta(days=60)
"""As in `casework.neighbouring`."""
SQUARE = 0.002
"""Degrees; a side of more than 150 m at these latitudes."""
THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class City:
    """Which columns of a file say what; without `words` the score goes by place and time."""

    name: str
    file: str
    words: str = ""
    shelf: str = "type"


CITIES = (
    City("Chicago, sanitation code violations 2010 to 2013", "chicago_sanitation_to_2013.parquet"),
    City(
        "Boston, all types, July to November 2011", "boston_2011_jul_nov.parquet", "title", "reason"
    ),
)


class Told(NamedTuple):
    """One report."""

    at: datetime
    closed_at: datetime | None
    point: Point
    type: str
    shelf: str
    words: frozenset[str]
    is_duplicate: bool


class Best(NamedTuple):
    """The best score a report met on arrival, whether anything lay near, and its label."""

    score: float
    is_near: bool
    is_duplicate: bool


def main() -> None:
    """Print the tables as they stand in the document."""
    for city in CITIES:
        met = list(replay(read(city, Path(sys.argv[1]) / city.file)))
        late = met[len(met) // 2 :]  # the weights were chosen by the first half
        labelled = sum(best.is_duplicate for best in late)
        print(f"\n**{city.name}**: {len(late):,} reports, {labelled:,} labelled duplicates\n")
        print("| from a score of | precision | recall | reports asked about |\n|---|---|---|---|")
        for line in lines(late, labelled):
            print(line)


def read(city: City, file: Path) -> Iterator[Told]:
    """Yield the reports of a city in the order they came."""
    from pyarrow import parquet  # type: ignore[import-not-found]

    rows: list[dict[str, Any]] = parquet.read_table(file).to_pylist()
    usable = (row for row in rows if row["lat"] and row["created_at"].year >= 2010)
    for row in sorted(usable, key=lambda row: (row["created_at"], row["id"])):
        yield Told(
            at=row["created_at"],
            closed_at=row["closed_at"],
            point=Point(row["lat"], row["lon"]),
            type=row["type"],
            shelf=row[city.shelf],
            words=telling(row[city.words] or "") if city.words else frozenset(),
            is_duplicate=row["duplicate_flag"],
        )


def replay(told: Iterable[Told]) -> Iterator[Best]:
    """Meet every report with what lay near it when it came."""
    squares: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for one in told:
        x, y = int(one.point.lon / SQUARE), int(one.point.lat / SQUARE)
        around = (squares[x + dx, y + dy] for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        near = [other for square in around for other in square if is_open_then(other, one)]
        found = [alike for alike in (likeness(one, other) for other in near) if alike]
        best = max(map(score, found), default=0.0)
        is_near = any((a.metres or 0) <= 50 and a.days <= 30 and a.is_same_type for a in found)
        yield Best(best, is_near, one.is_duplicate)
        squares[x, y].append(one)


def is_open_then(other: Told, one: Told) -> bool:
    """Whether the earlier one was open, not too old and of a kindred type."""
    is_open = other.closed_at is None or other.closed_at >= one.at
    return is_open and one.at - other.at <= SINCE and one.shelf == other.shelf


def likeness(one: Told, other: Told) -> Likeness | None:
    """What two reports have in common; None where they are too far apart."""
    metres = distance(one.point, other.point)
    if metres > WITHIN_M:
        return None
    days = (one.at - other.at) / timedelta(days=1)
    return Likeness(metres, days, one.type == other.type, in_common(one.words, other.words))


def lines(met: list[Best], labelled: int) -> Iterator[str]:
    """Yield one line for each threshold, and one for the plain rule the score competes with."""
    for least in THRESHOLDS:
        asked = [best for best in met if best.score >= least]
        yield line(f"{least:.2f}", asked, labelled, len(met))
    plain = [best for best in met if best.is_near]
    yield line("open, same type, within 50 m and 30 days", plain, labelled, len(met))


def line(name: str, asked: list[Best], labelled: int, of: int) -> str:
    """Return a row of the table."""
    right = sum(best.is_duplicate for best in asked)
    precision = f"{right / len(asked):.3f}" if asked else "–"
    return f"| {name} | {precision} | {right / labelled:.3f} | {len(asked) / of:.1%} |"


if __name__ == "__main__":
    main()
