"""How well likeness finds what has no point from a report that has one: `docs/duplicates.md`.

    python bench/half_placed.py FOLDER

As `bench/unplaced.py`, but only every second report is as if nobody had pointed at a map. Those
with a point are met twice: with what lies near by its point alone, and with what has none as well.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from duplicates import CITIES, WITHIN_M, Best, line  # type: ignore[import-not-found]  # noqa: E402
from unplaced import is_open_then  # type: ignore[import-not-found]  # noqa: E402

from kentongan.sorting.resembling import (  # noqa: E402
    Likeness,
    in_common,
    rarely_in_common,
    rarity,
    score,
    telling,
)
from kentongan.toolbox.geometry import Point, distance  # noqa: E402

MOST_UNPLACED = 30
"""As in `casework.neighbouring`."""
SQUARE = 0.002
THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.5)


class Told(NamedTuple):
    """One report; of every second the point is not known."""

    at: datetime
    closed_at: datetime | None
    area: float
    point: Point | None
    words: frozenset[str]
    is_duplicate: bool


def main() -> None:
    """Print a table for points alone, and one with what has no point."""
    file = Path(sys.argv[1]) / CITIES[0].file
    for name, is_held in (("only what has a point", False), ("also what has none", True)):
        met = list(replay(read(file), is_held=is_held))
        late = met[len(met) // 2 :]
        labelled = sum(best.is_duplicate for best in late)
        print(f"\n**Chicago, {name}**: {len(late):,} reports, {labelled:,} labelled duplicates\n")
        print("| from a score of | precision | recall | reports asked about |\n|---|---|---|---|")
        for least in THRESHOLDS:
            asked = [best for best in late if best.score >= least]
            print(line(f"{least:.2f}", asked, labelled, len(late)))


def read(file: Path) -> Iterator[Told]:
    """Yield the reports in the order they came."""
    from pyarrow import parquet  # type: ignore[import-not-found]

    rows: list[dict[str, Any]] = parquet.read_table(file).to_pylist()
    has_place = (row for row in rows if row["community_area"] and row["lat"])
    usable = (row for row in has_place if row["created_at"].year >= 2010)
    ordered = sorted(usable, key=lambda row: (row["created_at"], row["id"]))
    for number, row in enumerate(ordered):
        street = " ".join((row["address"] or "").split()[2:-1])
        yield Told(
            at=row["created_at"],
            closed_at=row["closed_at"],
            area=row["community_area"],
            point=Point(row["lat"], row["lon"]) if number % 2 else None,
            words=telling(f"{row['nature'] or ''} {street}"),
            is_duplicate=row["duplicate_flag"],
        )


def replay(told: Iterator[Told], *, is_held: bool) -> Iterator[Best]:
    """Meet every report that has a point with what was open when it came."""
    squares: dict[tuple[int, int], list[Told]] = defaultdict(list)
    areas: dict[float, list[Told]] = defaultdict(list)
    for one in told:
        if one.point is None:
            areas[one.area].append(one)
            continue
        x, y = int(one.point.lon / SQUARE), int(one.point.lat / SQUARE)
        around = (squares[x + dx, y + dy] for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        near = [other for square in around for other in square if is_open_then(other, one)]
        held = [other for other in reversed(areas[one.area]) if is_open_then(other, one)]
        scores = [*_near(one, near), *(_said(one, held[:MOST_UNPLACED]) if is_held else ())]
        yield Best(max(scores, default=0.0), bool(near), one.is_duplicate)
        squares[x, y].append(one)


def _near(one: Told, others: list[Told]) -> Iterator[float]:
    assert one.point
    for other in others:
        assert other.point
        metres = distance(one.point, other.point)
        if metres <= WITHIN_M:
            yield score(Likeness(metres, _days(one, other), True, _common(one, other)))


def _said(one: Told, others: list[Told]) -> Iterator[float]:
    weigh = rarity(other.words for other in others)
    for other in others:
        spot = rarely_in_common(one.words, other.words, weigh)
        likeness = Likeness(None, _days(one, other), True, _common(one, other), spot)
        yield score(likeness._replace(is_behind=True))


def _days(one: Told, other: Told) -> float:
    return (one.at - other.at).total_seconds() / 86_400


def _common(one: Told, other: Told) -> float | None:
    return in_common(one.words, other.words)


if __name__ == "__main__":
    main()
