"""The room's own discipline out of its rows: how many alarms, how fast answered, which are bad."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from kentongan.alarms.alarm import Alarm, AlarmStep, State
from kentongan.alarms.discipline import (
    STALE,
    Announced,
    Window,
    as_stretches,
    chattering,
    frequent,
    quantile,
    windows,
)
from kentongan.alarms.duty import operators_over
from kentongan.alarms.folding import Kind
from kentongan.alarms.watch import Watchkeeping

CALLING = (Kind.RAISED, Kind.UNSHELVED, Kind.RELEASED)
"""What calls for somebody, where it leads to an active alarm; a shelf and a drill do not."""


@dataclass(frozen=True, slots=True)
class Discipline:
    """How the alarms behaved from one moment until another."""

    since: datetime
    until: datetime
    announced: Sequence[Announced]
    windows: Sequence[Window]
    """Only those in which somebody looked: of the others nobody knows."""
    all_windows: int
    chattering: dict[tuple[str, str], int]
    stale: Sequence[Alarm]
    frequent: Sequence[tuple[str, int]]
    waits: Sequence[tuple[timedelta, bool]]
    """How long each answer took, and whether it came while it still helped."""

    @property
    def floods(self) -> list[Window]:
        """The windows with more than ten alarms per operator."""
        return [window for window in self.windows if window.is_flood]

    @property
    def worst(self) -> Window | None:
        """The window with most alarms per operator."""
        return max(self.windows, key=lambda window: window.per_operator, default=None)

    @property
    def flood_share(self) -> float | None:
        """Which share of the time was a flood, 0 to 1; None where nobody looked."""
        return len(self.floods) / len(self.windows) if self.windows else None

    @property
    def mean(self) -> float | None:
        """Alarms per operator in an average window."""
        if not self.windows:
            return None
        return sum(window.per_operator for window in self.windows) / len(self.windows)

    @property
    def in_time(self) -> int:
        """How many answers came while they still helped."""
        return sum(is_in_time for _wait, is_in_time in self.waits)

    def priorities(self) -> dict[str, int]:
        """Return how many were announced of each priority."""
        return dict(Counter(each.priority for each in self.announced))

    def wait(self, share: float) -> timedelta | None:
        """Return within what time this share was answered."""
        return quantile((wait for wait, _in_time in self.waits), share)


def weigh(since: datetime, until: datetime) -> Discipline:
    """Return how the alarms behaved (five statements)."""
    told = told_between(since, until)
    looked = Watchkeeping.objects.filter(began_at__lt=until, last_at__gte=since)
    return Discipline(
        since=since,
        until=until,
        announced=told,
        windows=windows(
            told,
            since,
            until,
            operators_over(since, until),
            as_stretches(list(looked.order_by("pk").values_list("began_at", "last_at"))),
        ),
        all_windows=-((since - until) // timedelta(minutes=10)),
        chattering=chattering(told),
        stale=list(long_standing(since, until).select_related("rule").order_by("raised_at", "pk")),
        frequent=frequent(told),
        waits=[(_wait(step), step.at <= step.due_at) for step in answers(since, until)],
    )


def told_between(since: datetime, until: datetime) -> list[Announced]:
    """Return each time somebody was called, oldest first (one statement)."""
    fields = ("at", "alarm__key", "alarm__point", "alarm__rule__priority", "alarm")
    rows = announcing(since, until).order_by("at", "pk").values_list(*fields)
    return [Announced(*row) for row in rows]


def announcing(since: datetime, until: datetime) -> QuerySet[AlarmStep]:
    """Return the steps by which somebody was called, from a moment (included) until another."""
    return AlarmStep.objects.filter(
        kind__in=CALLING, state=State.ACTIVE, at__gte=since, at__lt=until
    )


def answers(since: datetime, until: datetime) -> QuerySet[AlarmStep]:
    """Return the steps by which somebody took an alarm."""
    steps = AlarmStep.objects.filter(kind=Kind.ACKNOWLEDGED, at__gte=since, at__lt=until)
    return steps.select_related("alarm__rule").order_by("at", "pk")


def long_standing(since: datetime, until: datetime) -> QuerySet[Alarm]:
    """Return the alarms that stood longer than a day, and still did after the first moment."""
    back = Min("steps__at", filter=Q(steps__kind=Kind.RETURNED))
    rows = Alarm.objects.filter(raised_at__lt=until - STALE).annotate(back=back)
    over = rows.annotate(over=Coalesce(F("back"), F("closed_at"), until))
    return over.filter(over__gt=F("raised_at") + STALE, over__gte=since)


def raised_between(since: datetime, until: datetime) -> int:
    """Return how often somebody was called, after one moment and up to another (one statement)."""
    steps = AlarmStep.objects.filter(kind__in=CALLING, state=State.ACTIVE)
    return steps.filter(at__gt=since, at__lte=until).count()


def _wait(step: AlarmStep) -> timedelta:
    """How long an answer took: since the alarm last called, which its time left tells."""
    return step.at - (step.due_at - step.alarm.rule.available)
