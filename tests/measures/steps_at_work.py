"""What those do who work on cases: from the gate to the end, and what comes after it."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask
from kentongan.casework.assigning import assign
from kentongan.casework.claiming import claim
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.confirming import Way, confirm
from kentongan.casework.correcting import correct
from kentongan.casework.disputing import refute
from kentongan.casework.forwarding import forward
from kentongan.casework.inspecting import inspect
from kentongan.casework.joining import join
from kentongan.casework.lending import lend
from kentongan.casework.models import Case, Draw, Objection, Pause, Referral
from kentongan.casework.noting import note
from kentongan.casework.objecting import decide
from kentongan.casework.overseeing import oversee
from kentongan.casework.pausing import pause, resume
from kentongan.casework.proving import Picture
from kentongan.casework.referring import conclude, follow_up, refer
from kentongan.casework.reopening import reopen
from kentongan.casework.setting_aside import set_aside
from kentongan.casework.splitting import split
from kentongan.casework.verifying import verify
from kentongan.catalogue.shelf import shelf
from kentongan.measures.moment import local_day
from kentongan.places.directory import directory
from tests.measures.walking import KINDS, MAWAR, NUMBER, PLACES, TEXT, WHO, YES, Verb, Walk, one_of


class AtWork(Walk):
    """Every verb of those at work that moves a case."""

    @rule(n=NUMBER, who=WHO, is_public=YES)
    def let_pass(self, n: int, who: str, is_public: bool) -> None:
        self.work(n, who, verify, is_public=is_public, public_words="Lampu mati")

    @rule(n=NUMBER, who=WHO, whom=WHO)
    def give(self, n: int, who: str, whom: str) -> None:
        self.work(n, who, assign, self.people[whom], TEXT)

    @rule(n=NUMBER, who=WHO, unit=st.sampled_from(["dishub", "pupr", MAWAR]))
    def pass_on(self, n: int, who: str, unit: str) -> None:
        self.work(n, who, forward, directory().unit_by_code[unit], TEXT)

    @rule(n=NUMBER, who=WHO, kind=KINDS, place=PLACES)
    def put_right(self, n: int, who: str, kind: str, place: str) -> None:
        self.work(n, who, correct, shelf().find(kind), directory().by_code[place])

    @rule(n=NUMBER, who=WHO, way=st.sampled_from([ask, answer, note]))
    def speak(self, n: int, who: str, way: Verb) -> None:
        self.work(n, who, way, TEXT)

    @rule(n=NUMBER, who=WHO, reason=st.sampled_from(Pause.Reason.values), is_whole=YES)
    def halt(self, n: int, who: str, reason: str, is_whole: bool) -> None:
        until = None if is_whole else self.at + timedelta(hours=30)
        self.work(n, who, pause, Pause.Reason(reason), TEXT, until)

    @rule(n=NUMBER, who=WHO)
    def run_on(self, n: int, who: str) -> None:
        self.work(n, who, resume)

    @rule(n=NUMBER, who=WHO, pictures=st.integers(0, 2), is_live=YES)
    def say_it_is_done(self, n: int, who: str, pictures: int, is_live: bool) -> None:
        case, shots = self.case(n), [Picture(photo) for photo in self.pictures[:pictures]]
        if case and shots and is_live:
            shots[0] = self.taken_by(who, case)
        self.work(n, who, claim, TEXT, shots)

    def taken_by(self, who: str, case: Case) -> Picture:
        """Return a picture taken in the app."""
        nonce = lend(case, by=self.people[who], at=self.at)
        return Picture(self.pictures[-1], nonce=nonce.code, taken_at=self.at)

    @rule(n=NUMBER, who=st.sampled_from(["lurah", "leader", "chief"]), is_true=YES, is_head=YES)
    def look_oneself(self, n: int, who: str, is_true: bool, is_head: bool) -> None:
        way = Way.HEAD if is_head else Way.AUDIT
        self.work(n, who, confirm if is_true else refute, TEXT, way=way)

    @rule(n=NUMBER, who=WHO, is_true=YES)
    def look_at_what_was_drawn(self, n: int, who: str, is_true: bool) -> None:
        draw = one_of(Draw.objects.filter(looked_at=None), n)
        if draw:
            self.by_somebody(n, who, inspect, draw, TEXT, is_true=is_true)

    @rule(n=NUMBER, who=WHO)
    def turn_down(self, n: int, who: str) -> None:
        self.work(n, who, refuse, Reason.UNFOUNDED, TEXT)

    @rule(n=NUMBER, who=WHO, is_upheld=YES)
    def settle_objection(self, n: int, who: str, is_upheld: bool) -> None:
        made = one_of(Objection.objects.filter(decided_at=None), n)
        if made:
            self.by_somebody(n, who, decide, made, is_upheld=is_upheld, answer=TEXT)

    @rule(n=NUMBER, who=WHO, days=st.integers(0, 9))
    def send_away(self, n: int, who: str, days: int) -> None:
        self.work(n, who, refer, "PLN", "Jalan 1", TEXT, local_day(self.at) + timedelta(days=days))

    @rule(n=NUMBER, who=WHO, is_last=YES)
    def follow_what_was_sent_away(self, n: int, who: str, is_last: bool) -> None:
        sent = one_of(Referral.objects.all(), n)
        if sent and is_last:
            self.by_somebody(n, who, conclude, sent, TEXT, their_reference="7")
        elif sent:
            on = local_day(self.at) + timedelta(days=3)
            self.by_somebody(n, who, follow_up, sent, TEXT, on)

    @rule(n=NUMBER, who=WHO, way=st.sampled_from([set_aside, reopen, reopen]))
    def lay_aside_or_take_up(self, n: int, who: str, way: Verb) -> None:
        self.work(n, who, way, TEXT)

    @rule(n=NUMBER, who=WHO, really=st.integers(0, 4))
    def call_the_inspectorate(self, n: int, who: str, really: int) -> None:
        if not really:
            self.work(n, who, oversee, TEXT)

    @rule(n=NUMBER, other=NUMBER, who=WHO)
    def join_two(self, n: int, other: int, who: str) -> None:
        into = self.case(other)
        if into:
            self.work(n, who, join, into)

    @rule(n=NUMBER, who=WHO)
    def split_off(self, n: int, who: str) -> None:
        voice = self.voice(n)
        if voice:
            self.by_somebody(n, who, split, voice)
