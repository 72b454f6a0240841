"""The alarms for the wall, at any moment: how many stand, the oldest, whether it is a flood."""

from dataclasses import dataclass
from datetime import datetime

from kentongan.alarms.alarm import AlarmStep, State
from kentongan.alarms.discipline import FLOOD, WINDOW
from kentongan.alarms.duty import AT_LEAST, on_duty_at
from kentongan.alarms.folding import HIDDEN
from kentongan.alarms.keeping import FRESH, last_look
from kentongan.alarms.past import alarms_at
from kentongan.alarms.rules import Priority
from kentongan.alarms.weighing import raised_between

MOST_NAMED = 5
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """What the wall shows; `looked_at` is its age: not fresh, nothing else counts."""

    at: datetime
    looked_at: datetime | None
    active: Counts
    """Those that stand or want an answer, by priority, highest first; no shelf, no drill."""
    unanswered: Counts
    """Of those, the ones nobody has taken yet."""
    oldest: AlarmStep | None
    """The unanswered one that has stood longest, as its last step."""
    shelved: int
    suppressed: int
    stale: int
    """Of the active: nobody can say now whether they still stand."""
    raised: int
    """Raised in the last ten minutes, drills left out."""
    on_duty: int
    """As the shifts tell; nobody, perhaps."""
    pressing: tuple[AlarmStep, ...] = ()
    """The first few of the active, most urgent first, as their last steps."""

    @property
    def operators(self) -> int:
        """How many the alarms are counted against."""
        return max(AT_LEAST, self.on_duty)

    @property
    def is_fresh(self) -> bool:
        """Whether somebody looked lately; if not, no alarm is no comfort."""
        return self.looked_at is not None and self.at - self.looked_at <= FRESH

    @property
    def per_operator(self) -> float:
        """Alarms per operator in ten minutes."""
        return self.raised / self.operators

    @property
    def is_flood(self) -> bool:
        """More than ten per operator in ten minutes (EEMUA 191)."""
        return self.per_operator > FLOOD


def tile(at: datetime) -> Tile:
    """Return how the alarms stood at a moment (four statements)."""
    return tile_of(alarms_at(at), at)


def tile_of(steps: list[AlarmStep], at: datetime) -> Tile:
    """Return it of what `alarms_at` has told (three statements)."""
    shown = [step for step in steps if step.state not in HIDDEN]
    waiting = [step for step in shown if step.state != State.ACKNOWLEDGED]
    return Tile(
        at=at,
        looked_at=last_look(at),
        active=_counts(shown),
        unanswered=_counts(waiting),
        oldest=min(waiting, key=lambda step: step.alarm.raised_at, default=None),
        shelved=sum(step.state == State.SHELVED for step in steps),
        suppressed=sum(step.state == State.SUPPRESSED for step in steps),
        stale=sum(step.is_stale for step in shown),
        raised=raised_between(at - WINDOW, at),
        on_duty=on_duty_at(at),
        pressing=tuple(shown[:MOST_NAMED]),
    )


def _counts(steps: list[AlarmStep]) -> Counts:
    found = [step.alarm.rule.priority for step in steps]
    return tuple((priority.value, found.count(priority)) for priority in Priority)
