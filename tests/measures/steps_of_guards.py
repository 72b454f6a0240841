"""What is shown and to whom: photos screened, things hidden and shown, people looked at and erased,
and parties without an account that are asked by a link."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kentongan.casework.contributing import contribute
from kentongan.casework.erasing import erase
from kentongan.casework.guarding import decline, fulfil
from kentongan.casework.hiding import Target
from kentongan.casework.inviting import Party, invite, revoke
from kentongan.casework.looking import Reason, look
from kentongan.casework.models import Case, Invitation, What, Widening
from kentongan.casework.narrowing import narrow
from kentongan.casework.screening import screen
from kentongan.casework.widening import ask_to_widen, second
from kentongan.casework.widening import decline as decline_to_widen
from kentongan.intake.covering import Area
from kentongan.intake.models import DataRequest, Photo, ServiceRequest
from tests.measures import checking_shown
from tests.measures.walking import NUMBER, TEXT, WHO, YES, Walk, one_of, what_tells_of

FACE, PLATE = Area(10, 10, 30, 30), Area(60, 60, 20, 20)
AREAS = st.lists(st.sampled_from([FACE, PLATE]), max_size=2, unique=True)
WHATS = st.sampled_from([*What, What.PHOTO, What.CASE])


class Guards(Walk):
    """Every verb that shows, hides, looks or erases; and those of the parties."""

    @rule(n=NUMBER, who=WHO, is_public=YES, areas=AREAS)
    def screen_a_photo(self, n: int, who: str, is_public: bool, areas: list[Area]) -> None:
        photo = one_of(Photo.objects.all(), n)
        if photo:
            self.by_somebody(n, who, screen, photo, is_public=is_public, areas=areas)

    @rule(n=NUMBER, who=WHO, what=WHATS, is_wider=YES)
    def hide_or_ask_to_show(self, n: int, who: str, what: What, is_wider: bool) -> None:
        case = self.case(n)
        target = self.target(case, what, n) if case else None
        if target and is_wider:
            self.work(n, who, ask_to_widen, target, TEXT, public_words="Lampu mati")
        elif target:
            self.work(n, who, narrow, target)

    def target(self, case: Case, what: What, n: int) -> Target | None:
        """Return what of the case it may be, if there is one."""
        if what == What.CASE:
            return Target(what)
        voice = one_of(ServiceRequest.objects.filter(filing__case=case), n)
        if voice and what == What.PHOTO:
            photo = one_of(voice.photos.all(), n)
            return Target(what, photo=photo) if photo else None
        return Target(what, voice) if voice else None

    @rule(n=NUMBER, who=WHO, is_agreed=st.sampled_from([True, True, False]))
    def answer_who_wants_to_show(self, n: int, who: str, is_agreed: bool) -> None:
        asked = one_of(Widening.objects.filter(decided_at=None), n)
        if asked:
            self.by_somebody(n, who, second if is_agreed else decline_to_widen, asked)

    @rule(n=NUMBER, who=WHO, reason=st.sampled_from(Reason.values))
    def look_at_who_told(self, n: int, who: str, reason: str) -> None:
        voice = self.voice(n)
        if voice:
            said = f"{TEXT} {voice.reporter.name}" if voice.reporter else TEXT
            self.by_somebody(n, who, look, voice.filing.case, voice, Reason(reason), said)

    @rule(n=NUMBER, who=WHO, is_done=st.sampled_from([True, True, False]))
    def see_to_a_wish(self, n: int, who: str, is_done: bool) -> None:
        wished = one_of(DataRequest.objects.filter(ended_at=None), n)
        if wished and is_done:
            is_erased, words_too = wished.kind == wished.Kind.ERASE, wished.words_too
            marks = what_tells_of(wished.service_request, words_too=words_too)
            self.by_somebody(n, who, fulfil, wished, TEXT)
            self.forgotten(wished.service_request, marks if is_erased else set())
        elif wished:
            self.by_somebody(n, who, decline, wished, TEXT)

    @rule(n=NUMBER, who=WHO, words_too=YES, really=st.integers(0, 2))
    def erase_who_told(self, n: int, who: str, words_too: bool, really: int) -> None:
        voice = self.voice(n)
        if voice and not really:
            marks = what_tells_of(voice, words_too=words_too)
            self.by_somebody(n, who, erase, voice, words_too=words_too)
            self.forgotten(voice, marks)

    def forgotten(self, voice: ServiceRequest, marks: set[str]) -> None:
        """If it was done, nothing of it is anywhere from now on."""
        if marks and ServiceRequest.objects.get(pk=voice.pk).reporter is None:
            self.gone |= {mark for mark in marks if self.is_erased(voice, mark)}
            checking_shown.check_nowhere(self.gone)

    def is_erased(self, voice: ServiceRequest, mark: str) -> bool:
        """Whether this mark had to go: that of a name with anybody's, of words with theirs."""
        return (
            mark.startswith("orang")
            or ServiceRequest.objects.filter(pk=voice.pk, erased_at__isnull=False).exists()
        )

    @rule(n=NUMBER, who=WHO, days=st.sampled_from([1, 9, 91]))
    def ask_a_party(self, n: int, who: str, days: int) -> None:
        until = self.at + timedelta(days=days)
        self.work(n, who, invite, Party("CV Terang", "a@contoh.invalid"), TEXT, until)

    @rule(n=NUMBER, pictures=st.integers(0, 2))
    def hand_in_by_a_link(self, n: int, pictures: int) -> None:
        asked = one_of(Invitation.objects.all(), n)
        if asked:
            self.doing(contribute, asked, f"{TEXT} {n}", self.pictures[:pictures])

    @rule(n=NUMBER, who=WHO)
    def take_a_link_back(self, n: int, who: str) -> None:
        asked = one_of(Invitation.objects.all(), n)
        if asked:
            self.by_somebody(n, who, revoke, asked)
