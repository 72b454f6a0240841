"""Places by what people call them, spelt any old way."""

import pytest

from kentongan.places.models import Jurisdiction, Landmark
from kentongan.places.naming import find_places, kelurahan_of
from kentongan.toolbox.snapshots import forget_all

pytestmark = pytest.mark.usefixtures("city")


def first(words: str) -> str:
    found = find_places(words)
    return found[0].key if found else ""


@pytest.mark.parametrize(
    "words",
    [
        "Kenanga", "kenanga", "KENANGA", "Kel. Kenanga", "kelurahan kenanga", "ke nanga",
        "kenangga", "knanga", "Jalan Kenanga Raya no 5", "depan kantor lurah kenanga",
    ],
)  # fmt: skip
def test_a_kelurahan_is_found_however_it_is_spelt(words: str) -> None:
    assert first(words) == "kelurahan:99.71.02.1001"


@pytest.mark.parametrize(
    "words", ["pasar contoh", "pasarcontoh", "di depan Pasar  Contoh", "psar contoh"]
)
def test_a_landmark_has_a_point(words: str) -> None:
    found = find_places(words)[0]
    assert found.kind == "landmark"
    assert found.point == (-6.188, 106.612)


def test_two_words_may_be_written_as_one() -> None:
    Jurisdiction.objects.filter(code="99.71.02.1001").update(name="Karang Poh")
    forget_all()
    assert first("karangpoh") == first("Karang Poh") == first("kel karang  poh")
    assert first("karangpoh") == "kelurahan:99.71.02.1001"


def test_a_kecamatan_stands_for_its_kelurahan() -> None:
    found = find_places("kecamatan utara")[0]
    assert found.kind == "kecamatan"
    assert [place.name for place in kelurahan_of(found.place)] == ["Mawar", "Melati"]


def test_the_longer_name_goes_before_the_shorter() -> None:
    place = Jurisdiction.objects.get(code="99.71.01.1001")
    Landmark.objects.create(name="Pasar Contoh Baru", jurisdiction=place, lat=-6.19, lon=106.61)
    forget_all()
    assert find_places("pasar contoh baru")[0].name == "Pasar Contoh Baru"


@pytest.mark.parametrize("words", ["", "  ", "xyz", "jalan", "5", "\x00", "a" * 5000])
def test_words_that_name_nothing_find_nothing(words: str) -> None:
    assert find_places(words) == []
