"""How well likeness finds duplicates where only the kelurahan is known: `docs/duplicates.md`.

    python bench/unplaced.py FOLDER

As `bench/duplicates.py`, with Chicago's reports as if nobody had pointed at a map: a community
area stands for the kelurahan, what was found and the street's name for the words.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from duplicates import CITIES, SINCE, Best, line  # type: ignore[import-not-found]  # noqa: E402

from kentongan.sorting.resembling import (  # noqa: E402
    Likeness,
    in_common,
    rarely_in_common,
    rarity,
    score,
    telling,
)

MOST_LOOKED_AT = 60
"""As in `casework.neighbouring`."""
THRESHOLDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7)


class Told(NamedTuple):
    """One report without a point."""

    at: datetime
    closed_at: datetime | None
    area: float
    words: frozenset[str]
    is_duplicate: bool


def main() -> None:
    """Print a table for what was said with the street's name in it, and one without."""
    file = Path(sys.argv[1]) / CITIES[0].file
    for name, is_street_named in (("the street is named", True), ("only the matter", False)):
        met = list(replay(read(file, is_street_named=is_street_named)))
        late = met[len(met) // 2 :]
        labelled = sum(best.is_duplicate for best in late)
        print(f"\n**Chicago, {name}**: {len(late):,} reports, {labelled:,} labelled duplicates\n")
        print("| from a score of | precision | recall | reports asked about |\n|---|---|---|---|")
        for least in THRESHOLDS:
            asked = [best for best in late if best.score >= least]
            print(line(f"{least:.2f}", asked, labelled, len(late)))


def read(file: Path, *, is_street_named: bool) -> Iterator[Told]:
    """Yield the reports in the order they came."""
    from pyarrow import parquet  # type: ignore[import-not-found]

    rows: list[dict[str, Any]] = parquet.read_table(file).to_pylist()
    usable = (row for row in rows if row["community_area"] and row["created_at"].year >= 2010)
    for row in sorted(usable, key=lambda row: (row["created_at"], row["id"])):
        street = " ".join((row["address"] or "").split()[2:-1])  # without number, side and "ST"
        words = f"{row['nature'] or ''} {street if is_street_named else ''}"
        yield Told(
            at=row["created_at"],
            closed_at=row["closed_at"],
            area=row["community_area"],
            words=telling(words),
            is_duplicate=row["duplicate_flag"],
        )


def replay(told: Iterator[Told]) -> Iterator[Best]:
    """Meet every report with the newest of its area that were open when it came."""
    areas: dict[float, list[Told]] = defaultdict(list)
    for one in told:
        open_then = [other for other in reversed(areas[one.area]) if is_open_then(other, one)]
        found = open_then[:MOST_LOOKED_AT]
        weigh = rarity(other.words for other in found)
        best = max((score(likeness(one, other, weigh)) for other in found), default=0.0)
        yield Best(best, bool(found), one.is_duplicate)
        areas[one.area].append(one)


def is_open_then(other: Told, one: Told) -> bool:
    """Whether the earlier one was open and not too old."""
    is_open = other.closed_at is None or other.closed_at >= one.at
    return is_open and one.at - other.at <= SINCE


def likeness(one: Told, other: Told, weigh: Any) -> Likeness:
    """What two reports have in common."""
    days = (one.at - other.at) / timedelta(days=1)
    spot = rarely_in_common(one.words, other.words, weigh)
    return Likeness(None, days, True, in_common(one.words, other.words), spot)


if __name__ == "__main__":
    main()
