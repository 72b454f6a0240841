"""The engine alone: whatever is written, few questions are put and it comes to an end."""

from dataclasses import dataclass, replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.dialogue.absorbing import MOST_PHOTOS, Ask, Told
from kentongan.dialogue.choosing import chosen
from kentongan.dialogue.codes import codes_in
from kentongan.dialogue.drafts import Draft, Spot
from kentongan.dialogue.engine import MOST_QUESTIONS, End, Turn, advance
from kentongan.dialogue.known import Places
from kentongan.dialogue.languages import language_of
from kentongan.dialogue.verdicts import verdict_of
from kentongan.dialogue.wishes import Wish, new_words, wish_of
from kentongan.toolbox.codes import without

MAWAR = Spot("1", "Mawar, Utara")
OTHER_MAWAR = Spot("2", "Mawar, Selatan")


@dataclass
class City:
    """A city of three words."""

    fallback: str = "LAIN"

    def kinds(self, words: str) -> tuple[tuple[str, ...], bool]:
        known = tuple(code for word, code in KINDS.items() if word in words.lower())
        return known, len(known) == 1

    def places(self, words: str, *, is_asked: bool) -> Places:
        if "mawar" in words:
            return Places((MAWAR, OTHER_MAWAR))
        return Places((MAWAR,)) if "melati" in words else Places()

    def spot(self, lat: float, lon: float) -> Spot | None:
        return replace(MAWAR, by="device", lat=lat, lon=lon) if lat < 0 else None


KINDS = MappingProxyType({"lampu": "PJU", "sampah": "SPH", "banjir": "BJR"})


def talk(*messages: Told | str, city: City | None = None) -> list[Turn]:
    """One turn after the other, through JSON as between two messages."""
    turns, draft = [], Draft()
    for message in messages:
        told = Told(message) if isinstance(message, str) else message
        turns.append(advance(Draft.of(draft.as_json()), told, city or City()))
        draft = turns[-1].draft
    return turns


@pytest.mark.parametrize(
    ("messages", "asked"),
    [
        (("lampu mati di melati",), ()),
        (("lampu mati", "melati"), (Ask.WHERE,)),
        (("", "lampu mati", "melati"), (Ask.WHAT, Ask.WHERE)),
        (("lampu dan sampah di melati", "2"), (Ask.WHICH,)),
        (("lampu dan sampah di melati", "yang pertama"), (Ask.WHICH,)),
        (("lampu mati di mawar", "2"), (Ask.SPOT,)),
        (("entah apa di melati", "masih entah"), (Ask.OTHER_WORDS,)),
        (("lampu mati", "jalan entah", "melati"), (Ask.WHERE, Ask.WHERE_AGAIN)),
        (("lampu mati", Told(lat=-1.0, lon=1.0)), (Ask.WHERE,)),
        (("lampu mati", Told(lat=1.0, lon=1.0), "melati"), (Ask.WHERE, Ask.WHERE_AGAIN)),
        (("lampu dan sampah", Told(wishes_end=True), "melati"), (Ask.WHICH, Ask.WHERE)),
    ],
)
def test_a_talk_becomes_a_report(messages: tuple[Told | str, ...], asked: tuple[Ask, ...]) -> None:
    turns = talk(*messages)
    assert turns[-1].end == End.WHOLE
    assert turns[-1].draft.asked == asked


def test_what_was_chosen_is_taken() -> None:
    assert talk("lampu dan sampah di melati", "2")[-1].draft.code == "SPH"
    assert talk("lampu dan sampah di melati", "0")[-1].draft.code == "LAIN"
    assert talk("lampu mati di mawar", "2")[-1].draft.spot == OTHER_MAWAR


def test_without_a_type_for_the_rest_somebody_reads_it() -> None:
    turns = talk("entah", "entah", "melati", "entah", city=City(fallback=""))
    assert turns[-1].end == End.RESTING


def test_photos_beyond_five_are_left_out_and_said_so() -> None:
    photos = [{"digest": str(number)} for number in range(MOST_PHOTOS + 1)]
    (turn,) = talk(Told("lampu", photos=photos))
    assert (len(turn.draft.photos), turn.notes) == (MOST_PHOTOS, ("too_many_photos",))


SAID = st.one_of(
    st.sampled_from(["lampu", "sampah", "lampu sampah", "mawar", "melati", "1", "2", "0", "", "9"]),
    st.text(max_size=60),
)
MESSAGES = st.builds(
    Told,
    words=SAID,
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    photos=st.lists(st.builds(dict, digest=st.text("ab", min_size=1, max_size=3)), max_size=7),
    wishes_end=st.booleans(),
)


@given(st.lists(MESSAGES, max_size=25), st.sampled_from(["", "LAIN"]))
def test_whatever_is_written_it_never_asks_more_than_it_may(
    messages: list[Told], fallback: str
) -> None:
    draft, questions = Draft(), 0
    for message in messages:
        turn = advance(Draft.of(draft.as_json()), message, City(fallback))
        questions += turn.end == End.ASKED
        assert (turn.ask is not None) == (turn.end == End.ASKED)
        assert len(turn.draft.asked) <= MOST_QUESTIONS
        if turn.end in {End.WHOLE, End.NOTHING}:
            assert turn.end == End.NOTHING or (turn.draft.code and turn.draft.spot)
            draft, questions = Draft(), 0
            continue
        draft = turn.draft
        assert questions <= MOST_QUESTIONS


@given(st.text(max_size=300))
def test_reading_never_fails(text: str) -> None:
    wish_of(text), verdict_of(text), new_words(text), chosen(text, 3), language_of(text, "id")
    codes_in(text, "KTG")
    without(text, "7KQ2M9XA3FHD")


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("STOP", Wish.STOP),
        ("Berhenti!", Wish.STOP),
        ("tolong berhenti buang sampah", Wish.WORDS),
        ("mulai", Wish.RESUME),
        ("ckp", Wish.END),
        ("Sdh ckp, makasih", Wish.END),
        ("selesai", Wish.END),
        ("gmn laporan sy", Wish.STATUS),
        ("sdh sampe mana pak", Wish.STATUS),
        ("lapor", Wish.NEW),
        ("salah sambung", Wish.NOT_ME),
        ("Halo", Wish.GREETING),
        ("makasih", Wish.THANKS),
        ("lampu jln mati", Wish.WORDS),
        ("👍", Wish.WORDS),
    ],
)
def test_a_few_words_say_what_is_wished(text: str, wish: Wish) -> None:
    assert wish_of(text) == wish


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("sdh beres", Wish.FIXED),
        ("udah diperbaiki pak makasih", Wish.FIXED),
        ("blm beres", Wish.NOT_FIXED),
        ("msh mati pak", Wish.NOT_FIXED),
        ("belum", Wish.NOT_FIXED),
        ("Lampunya sudah menyala, terima kasih banyak", Wish.FIXED),
        ("ya terima kasih", Wish.FIXED),
        ("sampahnya blm diangkut", Wish.NOT_FIXED),
        ("Petugas bilang sudah selesai, padahal lampunya tidak menyala", Wish.NOT_FIXED),
        ("sudah diperbaiki tapi masih mati", Wish.NOT_FIXED),
        ("lampunya warna kuning", None),
        ("katanya sudah diperbaiki tapi semalam gelap lagi", None),
        ("kata petugas sudah beres", None),
        ("sudah beres namun kabelnya lepas", None),
        ("sudah diperbaiki, mati lagi", None),
        ("sudah beres belum", None),
        ("sudah beres?", None),
        ("kemarin masih mati, sekarang sudah menyala", None),
        ("terima kasih ya", None),
    ],
)
def test_a_claim_is_judged_in_a_few_words(text: str, verdict: Wish | None) -> None:
    assert verdict_of(text) == verdict


@pytest.mark.parametrize(
    "written",
    [
        "7KQ2-M9XA-3FHD",
        "7kq2 m9xa 3fhd",
        "7kq2m9xa3fhd",
        "7 K Q 2 M 9 X A 3 F H D",
        "7KQ2.M9XA.3FHD",
    ],
)
def test_a_code_is_found_however_it_is_written(written: str) -> None:
    text = f"status {written} pak"
    assert "7KQ2M9XA3FHD" in codes_in(text, "KTG").secret
    assert without(text, "7KQ2M9XA3FHD").split() == ["status", "pak"]


@pytest.mark.parametrize("text", ["lampu jalan padam", "rt 03 rw 12 no 4", "0812-3456-7890"])
def test_words_and_numbers_look_like_no_code(text: str) -> None:
    assert not codes_in(text, "KTG").looks_like_one
