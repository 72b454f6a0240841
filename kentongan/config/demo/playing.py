"""Playing a city: the past weeks in one go, then live, a report now and then.

Time runs through a heap of what is due next, so that the journal tells everything in order.
"""

import heapq
import itertools
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import transaction

from kentongan.casework.adding import add_voice
from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.cities.packs.facts import PackFacts
from kentongan.config.demo.acting import SILENT, Act, Play, Step, first_of, next_of
from kentongan.config.demo.texting import Script
from kentongan.config.duties import do_duties
from kentongan.config.rounds import is_left_alone
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Refusal

A_DAY = 40
"""Reports a day, what a city of two million gets through one app (published: 14,012 in 2024)."""
ECHOES = 0.08  # how many tell of what somebody has told already
LEFT = 8
ASLEEP = timedelta(minutes=2)
"""A machine that was asleep for longer is not made to catch up."""
BY_HOUR = (1, 1, 1, 1, 2, 4, 8, 12, 14, 14, 12, 10, 9, 10, 10, 9, 8, 8, 9, 9, 7, 5, 3, 2)
"""How reports spread over the hours of a day, midnight first."""


@dataclass
class Stage:
    """A city's play at one moment: what is due, in order."""

    pack: PackFacts
    chance: random.Random
    pace: float = 1.0
    due: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.numbers = itertools.count()
        self.script = Script(self.pack, self.chance)
        self.play = Play(self.script, SILENT if self.pace >= 1 else SILENT / 10)
        self.lately: deque[Case] = deque(maxlen=60)

    def plan(self, at: datetime, act: Callable[[datetime], None]) -> None:
        """Put an act on the heap."""
        heapq.heappush(self.due, (at, next(self.numbers), act))

    def arrive(self, at: datetime) -> None:
        """A report comes in that somebody will read, or one more voice of what is known."""
        if self.lately and self.chance.random() < ECHOES and self._echo(at):
            return
        case = take_in(self.script.report(), at=at).filing.case
        self.lately.append(case)
        self.follow(case, at, first_of(self.play, case))

    def _echo(self, at: datetime) -> bool:
        """Somebody else tells of a case that is open; False if that one is not."""
        case = self.chance.choice(self.lately)
        try:
            return add_voice(self.script.echo(case), case, at=at) is not None
        except Refusal:
            return False

    def arrive_on_and_on(self, at: datetime, every: float) -> None:
        """A report comes in, and the next one so many seconds later on average."""
        self.arrive(at)
        following = at + timedelta(seconds=self.chance.expovariate(1 / every))
        self.plan(following, lambda moment: self.arrive_on_and_on(moment, every))

    def put_off(self, by: timedelta) -> None:
        """Have everything happen later, as if time had stood still."""
        self.due = [(at + by, number, act) for at, number, act in self.due]

    def follow(self, case: Case, at: datetime, step: Step | None) -> None:
        if step is None:
            return
        wait, act = step
        self.plan(at + wait * self.pace, lambda moment: self._act(case, act, moment))

    def _act(self, case: Case, act: Act, at: datetime) -> None:
        """Go on, unless a visitor of the demonstration has dealt with the case meanwhile."""
        try:
            self.follow(case, at, act(self.play, case, at))
        except Refusal:
            return

    def run(self, until: datetime) -> int:
        """Do everything that is due before the moment; returns how many acts that were."""
        done = 0
        while self.due and self.due[0][0] <= until:
            at, _, act = heapq.heappop(self.due)
            act(at)
            done += 1
        return done


def play_past(stage: Stage, *, days: int, a_day: int, until: datetime) -> int:
    """Play the days before a moment in one transaction; returns the number of acts."""
    zone = directory().calendar.zone
    first = until.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    for back in range(days, -1, -1):
        morning = first - timedelta(days=back)
        stage.plan(morning.astimezone(UTC), lambda at: do_duties(lambda: at))
        for hour in stage.chance.choices(range(24), BY_HOUR, k=round(stage.chance.gauss(a_day, 6))):
            second = stage.chance.randrange(3600)
            at = (morning + timedelta(hours=hour, seconds=second)).astimezone(UTC)
            if at < until:
                stage.plan(at, stage.arrive)
    with transaction.atomic():
        return stage.run(until)


def play_on(stage: Stage, *, every: float) -> None:
    """Play live until stopped: a report every so many seconds, on average, and the work on it."""
    seen = datetime.now(UTC)
    take_up(stage, at=seen)
    stage.plan(seen, lambda at: stage.arrive_on_and_on(at, every))
    while not is_left_alone():
        now = datetime.now(UTC)
        if now - seen > ASLEEP:
            stage.put_off(now - seen)
        stage.run(now)
        seen = now
        time.sleep(1)


def take_up(stage: Stage, *, at: datetime) -> int:
    """Plan the work on what lies open already, but for a few whose promise is the nearest.

    Those stay lying, so that something is late. Returns how many were taken up.
    """
    lying = list(Case.objects.open().select_related("service_type").order_by("due_at", "pk"))
    for case in lying[LEFT:]:
        stage.follow(case, at, next_of(stage.play, case))
    return max(0, len(lying) - LEFT)


def pace_of(every: float) -> float:
    """How much quicker the work must go than in the past, so that no more stays open."""
    return every * A_DAY / 86_400
