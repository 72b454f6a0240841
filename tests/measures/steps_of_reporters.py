"""What those do who reported something: they tell, join in, reply, judge, object, and wish."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kentongan.casework.adding import add_voice, pass_by
from kentongan.casework.adding_words import add_words
from kentongan.casework.asking import reply
from kentongan.casework.confirming import vouch
from kentongan.casework.disputing import dispute
from kentongan.casework.guarding import restrict
from kentongan.casework.models import Inquiry, What
from kentongan.casework.narrowing import narrow_own
from kentongan.casework.objecting import object_to
from kentongan.casework.opening import take_in
from kentongan.casework.replying import reply_to
from kentongan.casework.widening import ask_own
from kentongan.intake.contacting import correct_contact
from kentongan.intake.report import Person
from kentongan.intake.wishing import Kind, wish
from tests.measures.walking import CHANNELS, KINDS, NUMBER, PLACES, YES, Walk

OWN = st.sampled_from([What.IDENTITY, What.CONTENT])


class Reporters(Walk):
    """Every way in which somebody outside moves a case."""

    @rule(kind=KINDS, place=PLACES, channel=CHANNELS, n=NUMBER)
    def report(self, kind: str, place: str, channel: str, n: int = 0) -> None:
        self.doing(take_in, self.report_of(kind, place, channel, n))

    @rule(n=NUMBER, channel=CHANNELS, is_new=YES)
    def say_me_too(self, n: int, channel: str, is_new: bool) -> None:
        case = self.case(n)
        if case and is_new:
            self.doing(add_voice, self.of(case, channel, n), case)
        elif case:
            self.doing(pass_by, case)

    @rule(n=NUMBER, is_good=YES)
    def judge(self, n: int, is_good: bool) -> None:
        voice = self.voice(n)
        if voice:
            self.doing(vouch if is_good else dispute, voice, self.said_by(voice))

    @rule(n=NUMBER, is_reply=YES, pictures=st.integers(0, 2))
    def write(self, n: int, is_reply: bool, pictures: int) -> None:
        voice = self.voice(n)
        if not voice:
            return
        asked = Inquiry.objects.filter(case__filings__service_request=voice, replied_at=None)
        if is_reply and pictures and asked:
            shots = self.pictures[-pictures:]
            self.doing(reply_to, asked[0], voice, self.said_by(voice), shots)
        else:
            self.doing(reply if is_reply else object_to, voice, self.said_by(voice))

    @rule(n=NUMBER, channel=CHANNELS, pictures=st.integers(0, 2))
    def say_more(self, n: int, channel: str, pictures: int) -> None:
        voice = self.voice(n)
        if voice:
            shots = self.pictures[:pictures]
            self.doing(add_words, voice, self.said_by(voice), shots, channel=channel, by=None)

    @rule(n=NUMBER, what=OWN, is_wider=YES)
    def hide_oneself(self, n: int, what: What, is_wider: bool) -> None:
        voice = self.voice(n)
        if voice:
            self.doing(ask_own if is_wider else narrow_own, voice, what)

    @rule(n=NUMBER, kind=st.sampled_from(Kind.values), words_too=YES)
    def wish_for(self, n: int, kind: str, words_too: bool) -> None:
        voice = self.voice(n)
        if voice and kind == Kind.RESTRICT:
            self.doing(restrict, voice)
        elif voice:
            text = self.said_by(voice)
            self.doing(wish, voice, Kind(kind), text=text, words_too=words_too)

    @rule(n=NUMBER, is_named=YES)
    def be_reached_elsewhere(self, n: int, is_named: bool) -> None:
        voice = self.voice(n)
        if voice and voice.reporter:
            person = self.report_of("PJU-01", "", "web").person if is_named else Person()
            self.doing(correct_contact, voice, person)
