"""What happens to a report at play: each act names the next one and how long it takes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask, reply
from kentongan.casework.assigning import assign
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.models import Case, Stage
from kentongan.casework.reaching import may_judge
from kentongan.casework.referring import refer
from kentongan.casework.setting_aside import set_aside
from kentongan.casework.verifying import verify
from kentongan.config.demo.judging import closing, next_judgement
from kentongan.config.demo.texting import Script
from kentongan.people.models import Role, User

Act = Callable[["Play", Case, datetime], "tuple[timedelta, Any] | None"]
Step = tuple[timedelta, Any]
"""How long to wait, and the `Act` that follows."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
GATE, URGENT, REPLY, HAND, ANSWER, CLOSE, ALONE = 3, 0.4, 6, 2, 10, 22, 30
"""Hours of waiting on average. With a report every 36 minutes they make a case verified after some
5 reports, closed after some 60; open are as many as that."""
SILENT = 0.28
"""Of how many claims nobody says anything, so that the reply window passes."""
SELDOM, LONGER = 0.05, 6
"""How seldom something lies about, and how much longer: that is what misses its promise."""


class Play:
    """The actors of one city: who stands at the gate, who works where."""

    def __init__(self, script: Script, silent: float = SILENT) -> None:
        self.script, self.chance, self.silent = script, script.chance, silent
        people = list(User.objects.prefetch_related("memberships__unit"))
        self.gate = [u for u in people if any(m.role == Role.OPERATOR for m in u.memberships.all())]
        self.workers: dict[int, list[User]] = {}
        self.heads: dict[int, list[User]] = {}
        for user in people:
            for membership in user.memberships.all():
                if membership.role in {Role.OFFICER, Role.HEAD}:
                    self.workers.setdefault(membership.unit_id, []).append(user)
                if membership.role == Role.HEAD and membership.unit.governs_id:
                    self.heads.setdefault(membership.unit.governs_id, []).append(user)

    def operator(self) -> User:
        """Somebody at the gate."""
        return self.chance.choice(self.gate)

    def worker(self, case: Case) -> User:
        """Somebody of the responsible unit."""
        return self.chance.choice(self.workers[case.unit_id])

    def heads_of(self, case: Case) -> list[User]:
        """Those who lead the case's kelurahan or kecamatan and may judge its claims."""
        places = (case.jurisdiction_id, case.kecamatan_id)
        return [u for place in places for u in self.heads.get(place, ()) if may_judge(u, case)]

    def soon(self, hours: float) -> timedelta:
        """A waiting time of so many hours on average, now and then much longer."""
        longer = LONGER if self.chance.random() < SELDOM else 1
        mean = hours / (1 + SELDOM * (LONGER - 1))
        return HOUR * self.chance.expovariate(1 / (mean * longer)) + MINUTE * 4


def at_the_gate(play: Play, case: Case, at: datetime) -> Step | None:
    """Verify, ask, or turn away."""
    luck = play.chance.random()
    if luck < 0.05:
        turning_away(play, case, at)
        return None
    if luck < 0.11:
        ask(case, play.script.words(case.service_type.code, "question"), by=play.operator(), at=at)
        return play.soon(REPLY), replying
    is_private = case.service_type.is_private
    words = "" if is_private else play.script.sentence(case)
    is_public = not is_private or luck < 0.6
    by = play.operator()  # who insists, for an invented name may be a word of the sentence
    verify(case, is_public=is_public, public_words=words, is_insisted=True, by=by, at=at)
    return play.soon(HAND), assigning


def turning_away(play: Play, case: Case, at: datetime) -> None:
    """Send elsewhere, set aside or refuse; nothing is deleted."""
    by, luck = play.operator(), play.chance.random()
    if luck < 0.5:
        whom = ("Balai Besar Pelaksanaan Jalan Nasional", "Jalan Contoh Nasional 1")
        text = "Ruas ini jalan nasional; laporan kami teruskan ke balainya."
        refer(case, *whom, text, (at + 7 * DAY).date(), by=by, at=at)
    elif luck < 0.7:
        set_aside(case, "Iklan, bukan laporan.", by=by, at=at)
    else:
        text = "Petugas sudah ke lokasi dan tidak menemukan masalahnya."
        refuse(case, Reason.UNFOUNDED, text, by=by, at=at)


def replying(play: Play, case: Case, at: datetime) -> Step | None:
    """The reporter answers the question."""
    filing = case.filings.order_by("pk")[0]
    reply(filing.service_request, "Betul, tepat di depan gang, Pak/Bu.", at=at)
    return play.soon(GATE), verifying_after_reply


def verifying_after_reply(play: Play, case: Case, at: datetime) -> Step | None:
    """Now it is clear enough."""
    is_public = not case.service_type.is_private
    words = play.script.sentence(case) if is_public else ""
    by = play.operator()  # who insists, for an invented name may be a word of the sentence
    verify(case, is_public=is_public, public_words=words, is_insisted=True, by=by, at=at)
    return play.soon(HAND), assigning


def assigning(play: Play, case: Case, at: datetime) -> Step | None:
    """A case goes into somebody's hands."""
    assign(case, play.worker(case), "Mohon ditindaklanjuti.", by=play.operator(), at=at)
    if play.chance.random() < 0.6:
        return play.soon(ANSWER), answering
    return play.soon(ALONE), closing


def answering(play: Play, case: Case, at: datetime) -> Step | None:
    """The reporter is told how it stands."""
    answer(case, play.script.words(case.service_type.code, "answer"), by=play.worker(case), at=at)
    return play.soon(CLOSE), closing


def first_of(play: Play, case: Case) -> Step:
    """Somebody will read it."""
    return play.soon(URGENT if case.service_type.is_emergency else GATE), at_the_gate


def next_of(play: Play, case: Case) -> Step | None:
    """What a case waits for that was left where it stands."""
    if case.stage == Stage.CLAIMED:
        ahead: Step | None = next_judgement(play)
        return ahead
    if case.stage == Stage.ASSIGNED:
        answered = case.answers.exists()
        return (play.soon(CLOSE), closing) if answered else (play.soon(ANSWER), answering)
    steps: dict[str, Step] = {
        Stage.RECEIVED: first_of(play, case),
        Stage.VERIFIED: (play.soon(HAND), assigning),
        Stage.ASKED: (play.soon(REPLY), replying),
    }
    return steps.get(case.stage)
