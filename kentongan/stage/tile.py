"""The stage for walls, phones and pages, at any moment: three statements, whatever happened."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from kentongan.stage.changes import latest_change
from kentongan.stage.models import Stage, StageChange, StageProposal
from kentongan.stage.stages import NORMAL, stages


@dataclass(frozen=True, slots=True)
class Tile:
    """The stage of a moment; `stage` None where the city's pack names none."""

    at: datetime
    level: int
    stage: Stage | None
    change: StageChange | None
    """By which it holds, with who decided and why; None: nobody has decided yet."""
    proposals: tuple[StageProposal, ...]
    """Those open then, the worst stage first."""

    @property
    def is_normal(self) -> bool:
        """Whether it is the lowest."""
        return self.level == NORMAL

    @property
    def since(self) -> datetime | None:
        """Since when it holds."""
        return self.change.decided_at if self.change else None


def raised() -> Stage | None:
    """Return the present stage if it is above the first (one statement, two where it is)."""
    change = latest_change()
    if change is None or change.level == NORMAL:
        return None
    return Stage.objects.filter(level=change.level).first()


def tile(at: datetime) -> Tile:
    """Return the stage as it was at a moment (three statements)."""
    change = latest_change(decided_at__lte=at)
    level = change.level if change else NORMAL
    open_then = Q(settled_at=None) | Q(settled_at__gt=at)
    rows = StageProposal.objects.filter(open_then, proposed_at__lte=at)
    return Tile(at, level, stages().get(level), change, tuple(rows.order_by("-level", "-pk")))
