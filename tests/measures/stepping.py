"""A city in which random people do random things at advancing moments; refusals are part of it.

Every verb of casework that moves a case is a rule; `checking` looks after each step. Whoever adds
a verb adds a rule here.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kentongan.casework.adding import add_voice, pass_by
from kentongan.casework.answering import answer
from kentongan.casework.asking import ask, reply
from kentongan.casework.assigning import assign
from kentongan.casework.claiming import claim
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.confirming import Way, confirm, vouch
from kentongan.casework.correcting import correct
from kentongan.casework.disputing import dispute, refute
from kentongan.casework.forwarding import forward
from kentongan.casework.holding import NoSuchCase
from kentongan.casework.joining import join
from kentongan.casework.models import Case, Objection, Pause
from kentongan.casework.noting import note
from kentongan.casework.objecting import decide, object_to
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import oversee
from kentongan.casework.pausing import pause, resume
from kentongan.casework.referring import refer
from kentongan.casework.reopening import reopen
from kentongan.casework.setting_aside import set_aside
from kentongan.casework.splitting import split
from kentongan.casework.verifying import verify
from kentongan.catalogue.shelf import shelf
from kentongan.config.duties import DUTIES
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Report
from kentongan.measures.balancing import Equation
from kentongan.measures.bookkeeping import keep_books
from kentongan.measures.equations import headings_at_end_of
from kentongan.measures.moment import local_day
from kentongan.measures.verifying import verify_books
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Refusal
from tests.conftest import moment
from tests.measures import checking

MAWAR = "99.71.01.1001"
CAST = (
    *(("operator", "setda", Role.OPERATOR), ("second", "setda", Role.OPERATOR)),
    *(("chief", "setda", Role.ADMINISTRATOR), ("leader", "walikota", Role.LEADER)),
    *(("lamps", "dishub", Role.OFFICER), ("water", "pupr", Role.OFFICER)),
    *(("lurah", MAWAR, Role.HEAD), ("inspector", "inspektorat", Role.OFFICER)),
)
WHO = st.sampled_from(["operator", "operator", "chief", "chief", *(name for name, _, _ in CAST)])
NUMBER = st.integers(0, 10_000)
KINDS = st.sampled_from(["PJU-01", "BJR-01", "KTP-01"])
PLACES = st.sampled_from([MAWAR, "99.71.01.1002", "99.71.02.1001", "99.71.02.1002"])
CHANNELS = st.sampled_from(Channel.values)
YES = st.booleans()
TEXT = "Sudah dilihat."


class City(RuleBasedStateMachine):
    """The example city, forgotten when the example is over."""

    steps = done = refused = 0

    def __init__(self) -> None:
        super().__init__()
        self.beginning = transaction.savepoint()
        self.at = moment("2026-03-10 09:00")
        self.evenings: dict[date, dict[tuple[str, str], Equation]] = {}

    @initialize()
    def arrive(self) -> None:
        """Let the cast take their places."""
        self.people: dict[str, User] = {}
        for name, unit, role in CAST:
            self.people[name] = made = User.objects.add(name, name, None)
            where = directory().unit_by_code[unit]
            Membership.objects.create(user=made, unit=where, role=role)
        for kind, place in (("PJU-01", MAWAR), ("BJR-01", "99.71.02.1002"), ("KTP-01", MAWAR)):
            self.report(kind, place, "web")
        for n in (0, 1):
            self.let_pass(n, "operator", is_public=True)
        self.say_it_is_done(0, "chief")

    def teardown(self) -> None:
        """See that the books stand up to the whole journal, and forget all."""
        assert list(verify_books()) == []
        transaction.savepoint_rollback(self.beginning)

    @invariant()
    def everything_holds(self) -> None:
        City.steps += 1
        checking.check_books(self.at)
        checking.check_cases()
        checking.check_clocks(self.at)

    # Who comes, and what happens by itself.

    @rule(kind=KINDS, place=PLACES, channel=CHANNELS)
    def report(self, kind: str, place: str, channel: str) -> None:
        self.doing(lambda: take_in(self.report_of(kind, place, channel), at=self.at))

    @rule(n=NUMBER, channel=CHANNELS, is_new=YES)
    def say_me_too(self, n: int, channel: str, is_new: bool) -> None:
        case = self.case(n)
        if case and is_new:
            self.doing(lambda: add_voice(self.of(case, channel), case, at=self.at))
        elif case:
            self.doing(lambda: pass_by(case, at=self.at))

    @rule(hours=st.sampled_from([0.5, 3, 20, 70, 24 * 12, 24 * 40]))
    def let_time_pass(self, hours: float) -> None:
        day, self.at = local_day(self.at), self.at + timedelta(hours=hours)
        while day < local_day(self.at):
            self.evenings[day] = checking.standing()
            day += timedelta(days=1)

    @rule()
    def look_at_the_clock(self) -> None:
        for duty in DUTIES:
            while duty(at=self.at):
                City.done += 1
        checking.check_nothing_is_overdue(self.at)

    @rule(limit=st.integers(1, 40))
    def keep_books_for_a_while(self, limit: int) -> None:
        keep_books(limit)

    @rule(n=NUMBER)
    def look_back(self, n: int) -> None:
        if self.evenings:
            day = list(self.evenings)[n % len(self.evenings)]
            found = headings_at_end_of(day)
            assert found is not None
            then = {key: Equation.from_flows(sums) for key, sums in found.items()}
            assert checking.without_empty(then) == checking.without_empty(self.evenings[day])

    # What the reporters do.

    @rule(n=NUMBER, is_good=YES)
    def judge(self, n: int, is_good: bool) -> None:
        voice = self.voice(n)
        if voice and is_good:
            self.doing(lambda: vouch(voice, at=self.at))
        elif voice:
            self.doing(lambda: dispute(voice, TEXT, at=self.at))

    @rule(n=NUMBER, is_reply=YES)
    def write(self, n: int, is_reply: bool) -> None:
        voice = self.voice(n)
        if voice and is_reply:
            self.doing(lambda: reply(voice, TEXT, at=self.at))
        elif voice:
            self.doing(lambda: object_to(voice, TEXT, at=self.at))

    # What those at work do.

    @rule(n=NUMBER, who=WHO, is_public=YES)
    def let_pass(self, n: int, who: str, is_public: bool) -> None:
        self.work(n, who, lambda c, **k: verify(c, is_public=is_public, public_words="", **k))

    @rule(n=NUMBER, who=WHO, whom=WHO)
    def give(self, n: int, who: str, whom: str) -> None:
        self.work(n, who, lambda c, **k: assign(c, self.people[whom], TEXT, **k))

    @rule(n=NUMBER, who=WHO, unit=st.sampled_from(["dishub", "pupr", MAWAR]))
    def pass_on(self, n: int, who: str, unit: str) -> None:
        to = directory().unit_by_code[unit]
        self.work(n, who, lambda c, **k: forward(c, to, TEXT, **k))

    @rule(n=NUMBER, who=WHO, kind=KINDS, place=PLACES)
    def put_right(self, n: int, who: str, kind: str, place: str) -> None:
        found, where = shelf().find(kind), directory().by_code[place]
        self.work(n, who, lambda c, **k: correct(c, found, where, **k))

    @rule(n=NUMBER, who=WHO, way=st.sampled_from([ask, answer, note]))
    def speak(self, n: int, who: str, way: Callable[..., object]) -> None:
        self.work(n, who, lambda c, **k: way(c, TEXT, **k))

    @rule(n=NUMBER, who=WHO, is_whole=YES)
    def halt(self, n: int, who: str, is_whole: bool) -> None:
        until = None if is_whole else self.at + timedelta(hours=30)
        self.work(n, who, lambda c, **k: pause(c, Pause.Reason.FORCE_MAJEURE, TEXT, until, **k))

    @rule(n=NUMBER, who=WHO)
    def run_on(self, n: int, who: str) -> None:
        self.work(n, who, resume)

    @rule(n=NUMBER, who=WHO)
    def say_it_is_done(self, n: int, who: str) -> None:
        self.work(n, who, lambda c, **k: claim(c, TEXT, **k))

    @rule(n=NUMBER, who=st.sampled_from(["lurah", "leader", "chief"]), is_true=YES, is_head=YES)
    def inspect(self, n: int, who: str, is_true: bool, is_head: bool) -> None:
        way = Way.HEAD if is_head else Way.AUDIT
        verb = confirm if is_true else refute
        self.work(n, who, lambda c, **k: verb(c, TEXT, way=way, **k))

    @rule(n=NUMBER, who=WHO)
    def turn_down(self, n: int, who: str) -> None:
        self.work(n, who, lambda c, **k: refuse(c, Reason.UNFOUNDED, TEXT, **k))

    @rule(n=NUMBER, who=WHO, is_upheld=YES)
    def settle_objection(self, n: int, who: str, is_upheld: bool) -> None:
        made = list(Objection.objects.order_by("pk"))
        if made:
            what = {"is_upheld": is_upheld, "answer": TEXT, "by": self.people[who], "at": self.at}
            self.doing(lambda: decide(made[n % len(made)], **what))

    @rule(n=NUMBER, who=WHO)
    def send_away(self, n: int, who: str) -> None:
        on = local_day(self.at) + timedelta(days=9)
        self.work(n, who, lambda c, **k: refer(c, "PLN", "Jalan 1", TEXT, on, **k))

    @rule(n=NUMBER, who=WHO, way=st.sampled_from([set_aside, reopen, reopen]))
    def lay_aside_or_take_up(self, n: int, who: str, way: Callable[..., object]) -> None:
        self.work(n, who, lambda c, **k: way(c, TEXT, **k))

    @rule(n=NUMBER, who=WHO, really=st.integers(0, 4))
    def call_the_inspectorate(self, n: int, who: str, really: int) -> None:
        if not really:
            self.work(n, who, lambda c, **k: oversee(c, TEXT, **k))

    @rule(n=NUMBER, other=NUMBER, who=WHO)
    def join_two(self, n: int, other: int, who: str) -> None:
        into = self.case(other)
        if into:
            self.work(n, who, lambda c, **k: join(c, into, **k))

    @rule(n=NUMBER, who=WHO)
    def split_off(self, n: int, who: str) -> None:
        voice = self.voice(n)
        if voice:
            self.doing(lambda: split(voice, by=self.people[who], at=self.at))

    # How it is done.

    def work(self, n: int, who: str, verb: Callable[..., object]) -> None:
        """Somebody tries; if they may not, mostly the next of the cast does."""
        case, names = self.case(n), list(self.people)
        start = names.index(who)
        for name in (names[start:] + names[:start])[: 1 if n % 4 == 3 else len(names)]:
            if not case or not self._is_unknown_to(self.people[name], case, verb):
                return

    def _is_unknown_to(self, person: User, case: Case, verb: Callable[..., object]) -> bool:
        try:
            self.doing(lambda: verb(case, by=person, at=self.at), but=NoSuchCase)
        except NoSuchCase:
            return True
        return False

    def doing(self, act: Callable[[], object], but: type[Refusal] | tuple[()] = ()) -> None:
        """Do it, or be refused, which leaves nothing behind; seconds go by."""
        self.at += timedelta(seconds=20)
        try:
            with transaction.atomic():
                act()
                City.done += 1
        except but:
            raise
        except Refusal:
            City.refused += 1

    def case(self, n: int) -> Case | None:
        """One of the cases, more likely a late one."""
        cases = list(Case.objects.order_by("-pk")[:6])
        return cases[n % len(cases)] if cases else None

    def voice(self, n: int) -> ServiceRequest | None:
        voices = list(ServiceRequest.objects.order_by("-pk")[:6])
        return voices[n % len(voices)] if voices else None

    def of(self, case: Case, channel: str) -> Report:
        return self.report_of(case.service_type.code, case.jurisdiction.code, channel)

    def report_of(self, kind: str, place: str, channel: str) -> Report:
        return Report(kind, f"Tolong {self.at}", Channel(channel), kelurahan=place)
