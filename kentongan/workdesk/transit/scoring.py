"""The weekly scores as the page shows them: a line a row, the share of promises kept by band."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from kentongan.transit.models import LineScore

WEEKS = 4
BANDS = ("0–3", "3–6", "6–10", "10–15")
"""Minutes ahead of the bus; `LineScore.bucket` counts them from 0."""


@dataclass
class Score:
    """One line in one week; a band nobody was promised anything in is missing."""

    line: str
    feed: str
    week: date
    bands: dict[int, tuple[int, int]] = field(default_factory=dict)
    """(kept, promised) by band."""

    @property
    def promised(self) -> int:
        """How many promises there were."""
        return sum(promised for _kept, promised in self.bands.values())

    @property
    def percent(self) -> float:
        """How many of them were kept."""
        kept = sum(kept for kept, _promised in self.bands.values())
        return 100 * kept / self.promised if self.promised else 0.0

    def of(self, band: int) -> float | None:
        """The same for one band; None where nothing was promised."""
        kept, promised = self.bands.get(band, (0, 0))
        return 100 * kept / promised if promised else None


def scores() -> list[Score]:
    """Return the last weeks, the newest first, lines by name (two statements)."""
    weeks = LineScore.objects.order_by("-week").values_list("week", flat=True).distinct()[:WEEKS]
    rows = LineScore.objects.filter(week__in=list(weeks))
    found: dict[tuple[date, str, str], Score] = {}
    for row in rows.order_by("-week", "line", "feed", "bucket"):
        key = (row.week, row.line, row.feed)
        score = found.setdefault(key, Score(row.line, row.feed, row.week))
        score.bands[row.bucket] = (row.kept, row.promises)
    return list(found.values())


def by_week() -> dict[date, list[Score]]:
    """Return the scores under their weeks."""
    weeks: dict[date, list[Score]] = defaultdict(list)
    for score in scores():
        weeks[score.week].append(score)
    return dict(weeks)
