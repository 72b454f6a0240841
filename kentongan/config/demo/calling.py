"""Calls at play: a small exchange that rings, waits, connects and obeys; nobody is really rung.

The numbers begin with a nought behind the area code, which no telephone of the country has. One
operator at play answers; calls that nobody took yet lie on the desks of those who try things out.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from kentongan.calls.attending import Presence, be, give_extension
from kentongan.calls.commanding import conclude as obey
from kentongan.calls.commanding import waiting_for
from kentongan.calls.events import Kind, Told
from kentongan.calls.models import Agent, Call, Command, Purpose
from kentongan.calls.telling import tell
from kentongan.calls.touching import touch
from kentongan.calls.wrapping_up import conclude
from kentongan.casework.taking_down import take_down
from kentongan.config.demo.playing import Stage
from kentongan.intake.models import Channel
from kentongan.intake.report import Person
from kentongan.people.models import Role, User
from kentongan.toolbox.refusals import Refusal

PBX = "demo"
CALLERS = 24
A_DAY = 90
LOST, REPORTED = 0.09, 0.45
"""Of how many calls the caller hangs up unanswered; of the others, how many become a report."""
EVERY = 45.0
SECOND = timedelta(seconds=1)


def seat_operators(*, at: datetime) -> None:
    """Give every operator an extension, from 101; the last one by name plays, and is ready."""
    operators = User.objects.filter(memberships__role=Role.OPERATOR).order_by("username")
    for number, user in enumerate(operators.distinct(), start=101):
        if not Agent.objects.filter(user=user).exists():
            give_extension(user, str(number), by=None, at=at)
    last = Agent.objects.order_by("extension").last()
    if last is not None:
        be(last.user, Presence.READY, at=at)


@dataclass
class Exchange:
    """The exchange of one city at play."""

    stage: Stage

    def __post_init__(self) -> None:
        self.chance = self.stage.chance
        self.numbers = count()
        self.player = Agent.objects.select_related("user").order_by("extension").last()

    def begin(self, at: datetime) -> None:
        """Ring now and then from now on, and do every second what desks ask for."""
        for left in Call.objects.filter(pbx=PBX, ended_at=None):  # from before a restart
            self._tell("call.ended", left.pbx_call_id, at)
        self.ring_on_and_on(at)
        self.obey_on_and_on(at)

    def ring_on_and_on(self, at: datetime) -> None:
        """A call comes in, and the next one some while later."""
        self.ring(at)
        following = at + SECOND * self.chance.expovariate(1 / EVERY)
        self.stage.plan(following, self.ring_on_and_on)

    def ring(self, at: datetime) -> None:
        """Somebody calls: answered after a while, or they hang up before."""
        call_id = f"{at:%Y%m%d%H%M%S}-{next(self.numbers)}-{self.chance.getrandbits(32):08x}"
        number = f"+62210000{self.chance.randrange(CALLERS):04d}"
        self._tell("call.offered", call_id, at, number=number)
        self._tell("call.queued", call_id, at + SECOND, queue="aduan")
        waits = 4 + self.chance.expovariate(1 / 9)
        if self.chance.random() < LOST or self.player is None:
            self.stage.plan(at + SECOND * (waits + 25), lambda then: self._leave(call_id, then))
        else:
            self.stage.plan(at + SECOND * waits, lambda then: self._answer(call_id, then))

    def obey_on_and_on(self, at: datetime) -> None:
        """Do what was asked at the desks since the last second."""
        touch(PBX, at=at)
        for command in list(waiting_for(PBX, at=at)):
            self._obey(command, at)
        self.stage.plan(at + SECOND, self.obey_on_and_on)

    def _answer(self, call_id: str, at: datetime) -> None:
        """The operator at play answers, unless somebody at a desk has taken it."""
        call = Call.objects.get(pbx=PBX, pbx_call_id=call_id)
        if call.agent_id is not None or call.ended_at is not None or self.player is None:
            return
        self._tell("call.ringing", call_id, at - SECOND, extension=self.player.extension)
        self._tell("call.answered", call_id, at, extension=self.player.extension)
        be(self.player.user, Presence.BUSY, at=at)
        talks = 40 + self.chance.expovariate(1 / 80)
        self.stage.plan(at + SECOND * talks, lambda then: self._hang_up(call_id, then))

    def _hang_up(self, call_id: str, at: datetime) -> None:
        """The conversation is over; what was said is written down."""
        self._tell("call.ended", call_id, at)
        call, by = Call.objects.get(pbx=PBX, pbx_call_id=call_id), self._by()
        be(by, Presence.READY, at=at)
        try:
            if self.chance.random() < REPORTED:
                who = replace(Person(), phone=call.number)
                report = replace(self.stage.script.report(), channel=Channel.PHONE, person=who)
                take_down(call, report, by=by, at=at)
                purpose = Purpose.REPORT
            else:
                purpose = self.chance.choice((Purpose.STATUS, Purpose.INFORMATION))
            conclude(call, purpose, by=by, at=at + SECOND * 20)
        except Refusal:
            return

    def _leave(self, call_id: str, at: datetime) -> None:
        call = Call.objects.get(pbx=PBX, pbx_call_id=call_id)
        if call.answered_at is None and call.ended_at is None:
            self._tell("call.abandoned", call_id, at)

    def _obey(self, command: Command, at: datetime) -> None:
        if command.call is not None:
            kinds = {"answer": "call.answered", "transfer": "call.ended", "hang_up": "call.ended"}
            kind = kinds.get(command.kind)
            extension = str(command.body.get("extension", ""))
            if kind:
                self._tell(kind, command.call.pbx_call_id, at, extension=extension)
        obey(command.idempotency_key, pbx=PBX, at=at)

    def _by(self) -> User:
        return self.player.user if self.player else self.stage.play.operator()

    def _tell(self, kind: str, call_id: str, at: datetime, **said: Any) -> None:
        event = Told(f"{call_id}:{next(self.numbers)}", Kind(kind), at, call_id, **said)
        tell(event, pbx=PBX, at=at)


def ring_today(stage: Stage, *, until: datetime) -> None:
    """Plan calls over the hours before a moment, for a day that has something to show."""
    exchange = Exchange(stage)
    for _ in range(A_DAY // 3):
        back = timedelta(hours=8) * stage.chance.random()
        stage.plan(until - timedelta(minutes=5) - back, exchange.ring)
