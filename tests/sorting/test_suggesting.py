"""Sentences as people write them, and the service type they are about.

The catalogue is the shipped pack's: the sentences are of our own making.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from kentongan.cities.packs.reading import read
from kentongan.sorting.scoring import score
from kentongan.sorting.suggesting import CLEAR_LEAD, MOST, Vocabulary, rank, vocabulary, weigh
from kentongan.sorting.words import stems

PACKS = Path(__file__).resolve().parents[2] / "city_packs"


@dataclass
class Kind:
    """The part of a service type that its vocabulary is made of."""

    code: str
    names: Mapping[str, str]
    keywords: tuple[str, ...]


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    return vocabulary_of(next(PACKS.glob("t*")))


@pytest.fixture(scope="module", params=sorted(PACKS.iterdir()), ids=lambda folder: folder.name)
def of_any_city(request: pytest.FixtureRequest) -> Vocabulary:
    return vocabulary_of(request.param)


def vocabulary_of(folder: Path) -> Vocabulary:
    pack = read(folder)
    kinds = (Kind(t.code, t.name, t.keywords) for t in pack.service_types)
    return vocabulary(kinds, ("Mawar Indah", "Melati Baru"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Lampu jalan depan gang mati udah 3 hari, gelap bgt", "PJU-01"),
        ("pju padam pak", "PJU-01"),
        ("jln berlubang bikin motor jatoh", "JLN-01"),
        ("banyak lobang di jalan raya depan sekolah, tolong ditambal", "JLN-01"),
        ("trotoar rusak, kursi roda ga bisa lewat", "JLN-03"),
        ("selokan mampet penuh lumpur", "DRN-01"),
        ("got depan rumah tersumbat sampah airnya meluap", "DRN-01"),
        ("sampah numpuk ga diangkut2 udah seminggu", "SMP-01"),
        ("smpah tdk diangkut", "SMP-01"),
        ("orang buang sampah sembarangan di lahan kosong", "SMP-02"),
        ("tetangga bakar sampah tiap sore asapnya bikin sesak", "SMP-03"),
        ("air masuk rumah banjir sepinggang", "BJR-01"),
        ("bnjir lagi pak, tolong perahu", "BJR-01"),
        ("pohon tumbang nutup jalan", "PHN-02"),
        ("minta pangkas pohon yg rimbun kena kabel", "PHN-01"),
        ("parkir liar di trotoar", "PRK-01"),
        ("lampu merah perempatan mati macet parah", "LLN-01"),
        ("kabel wifi semrawut menjuntai rendah", "KBL-01"),
        ("pabrik buang limbah ke kali, airnya hitam berbusa", "LKH-02"),
        ("bau menyengat dari pabrik tiap malam", "LKH-01"),
        ("musik kafe berisik sampai subuh", "LKH-03"),
        ("ada ular masuk rumah", "HWN-01"),
        ("urus ktp lama banget", "KTP-01"),
        ("kk saya belum jadi jadi", "KK-01"),
        ("air pdam keruh", "AIR-01"),
        ("bpjs ditolak rumah sakit", "KSH-01"),
        ("nyamuk demam berdarah di rt kami", "KSH-02"),
        ("sekolah anak saya minta pungutan", "PGW-01"),
        ("The street lamp is out", "PJU-01"),
        ("Rubbish not collected for a week", "SMP-01"),
    ],
)
def test_the_type_meant_is_among_the_first(known: Vocabulary, words: str, code: str) -> None:
    assert code in rank(words, known)[:3]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("lampu jalan mati di RT 03 RW 05 kelurahan Mawar Indah", "PJU-01"),
        ("Lampu jalan mati, RT.03/RW.05 Kel. Mawar Indah", "PJU-01"),
        ("rt03 rw 5 kel mawar indah lampu padam", "PJU-01"),
        ("sampah numpuk di RT/RW 003/005 klurahan Melati Baru kecamatan Mawar Indah", "SMP-01"),
        ("selokan mampet di RT kami", "DRN-01"),
        ("lampu jalan di depan pos ronda RT 02 mati sudah tiga hari, gelap", "PJU-01"),
        ("lampu mati pos ronda gelap", "PJU-01"),
        ("sampah menumpuk di samping kantor kelurahan", "SMP-01"),
        ("jalan berlubang depan rumah pak RT", "JLN-01"),
        ("banjir dekat puskesmas", "BJR-01"),
    ],
)
def test_where_it_is_does_not_tell_what_it_is(known: Vocabulary, words: str, code: str) -> None:
    assert rank(words, known)[0] == code


@pytest.mark.parametrize(
    "words",
    [
        "RT 03",
        "Pak RT 03 minta iuran terus",
        "pelayanan di kelurahan Mawar Indah lambat",
        "kantor kelurahan Mawar Indah tutup terus",
        "lurah Mawar Indah tidak di tempat",
        "surat pengantar RT 03 RW 05 belum jadi",
        "ketua RW 05 tidak mau tanda tangan",
    ],
)
def test_the_service_of_the_kelurahan_and_its_rt_is_still_known(
    known: Vocabulary, words: str
) -> None:
    assert rank(words, known)[0] == "KEL-01"


def test_a_guard_post_that_is_wished_for_is_a_proposal(known: Vocabulary) -> None:
    assert rank("mohon dibangun pos ronda", known)[0] == "ASP-01"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("lampu jln mati depan gang mawar", "PJU-01"),
        ("lmpu jln pdm dpn gg mawar", "PJU-01"),
        ("lampu di gang mawar mati sdh 2 minggu", "PJU-01"),
        ("smph numpuk blm diangkut", "SMP-01"),
        ("sampah depan rumah ga diangkut", "SMP-01"),
        ("jln rusak dpn sekolah", "JLN-01"),
        ("jalan di gang mawar berlubang", "JLN-01"),
        ("gang di rt 3 rusak parah", "JLN-02"),
        ("banjir sedengkul di gang mawar", "BJR-01"),
        ("slkn mampet air meluap", "DRN-01"),
        ("angkot ngetem depan pasar", "TRN-01"),
        ("minta lampu jalan baru di gang mawar", "PJU-02"),
    ],
)
def test_what_is_said_plainly_needs_no_question(known: Vocabulary, words: str, code: str) -> None:
    (first, best), *others = weigh(words, known)
    assert first == code
    assert all(best >= CLEAR_LEAD * score for _code, score in others)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("selokan buntu", "DRN-01"),
        ("selokan penuh sampah", "DRN-01"),
        ("selokan bau", "DRN-01"),
        ("air got meluap", "DRN-01"),
        ("lampu taman mati", "PJU-01"),
        ("lampu jembatan mati", "PJU-01"),
        ("lampu lapangan padam", "PJU-01"),
        ("lampu mati di jalan buntu", "PJU-01"),
        ("lampu mati di jalan kenanga", "PJU-01"),
        ("taman kotor", "TMN-01"),
        ("sampah di jembatan numpuk", "SMP-01"),
    ],
)
def test_a_lamp_or_a_ditch_is_plain_wherever_it_stands(
    of_any_city: Vocabulary, words: str, code: str
) -> None:
    test_what_is_said_plainly_needs_no_question(of_any_city, words, code)


@pytest.mark.parametrize("words", ["", "   ", "???", "12345", "yang di sini", "\x00", "xqzzv"])
def test_words_that_say_nothing_suggest_nothing(known: Vocabulary, words: str) -> None:
    assert rank(words, known) == []


def test_at_most_four_are_suggested(known: Vocabulary) -> None:
    everything = " ".join(p for phrases in known.phrases.values() for w in phrases for p in w)
    assert len(rank(everything, known)) <= MOST


def test_case_accents_and_doubling_make_no_difference(known: Vocabulary) -> None:
    assert rank("LAMPU JALAN PADAM!!!", known) == rank("lampu² jalan pádam", known)


@pytest.mark.parametrize(
    ("one", "other"),
    [("sampahnya", "sampah"), ("yg", "yang"), ("gak", "tidak"), ("jln", "jalan"),
     ("berlubang", "lobang"), ("diangkut", "angkut"), ("menumpuk", "numpuk")],
)  # fmt: skip
def test_two_ways_to_say_the_same(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_a_text_that_breaks_off_where_a_mark_would_follow_is_weighed_too() -> None:
    said = ["air", "tinggi", "masuk", "rumah", "depan"]
    assert score(said, {("masuk", "air"): 1.0}, {"masuk": 1.0, "air": 1.0}) == 2.0
