"""One message of 160 signs; the words give way, the address never."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kentongan.mailroom.dialling import dialled
from kentongan.mailroom.parcels import Rejected
from kentongan.mailroom.shortening import MOST, is_gsm, length, shorten

LINK = "https://lapor.contoh.invalid/b/r-4k2-1b3-8f2a.Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE/"


def test_words_that_fit_stay_whole() -> None:
    assert shorten("Laporan KC1: selesai.", "http://a/t/") == "Laporan KC1: selesai. http://a/t/"


def test_words_that_do_not_fit_end_at_a_word_and_the_address_stays_whole() -> None:
    short = shorten("panjang sekali " * 20, LINK)
    assert length(short) <= MOST
    assert short.endswith(f"... {LINK}")
    assert short.startswith("panjang sekali panjang")


def test_an_address_that_fills_the_message_goes_alone() -> None:
    assert shorten("Ada pertanyaan", "http://a/" + "b" * 200) == "http://a/" + "b" * 200


def test_curls_and_accents_become_plain_signs() -> None:
    assert shorten("“Sudah – selesai…” naïve 漢", "l") == '"Sudah - selesai..." naive ? l'


@given(some.text(max_size=400))
def test_whatever_the_words_the_message_fits_and_ends_with_the_address(words: str) -> None:
    short = shorten(words, LINK)
    assert length(short) <= MOST
    assert is_gsm(short)
    assert short.endswith(LINK)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0812 3456 7890", "6281234567890"),
        ("+62 812-3456-7890", "6281234567890"),
        ("62812 3456 7890", "6281234567890"),
        ("812 3456 7890", "6281234567890"),
        ("0062 812 3456 7890", "6281234567890"),
        ("(021) 5579 1234", "622155791234"),
        ("+44 20 7946 0958", "442079460958"),
        ("+81 90 1234 5678", "819012345678"),
    ],
)
def test_a_number_is_dialled_with_its_country(written: str, meant: str) -> None:
    assert dialled(written) == meant


@pytest.mark.parametrize("written", ["", "0", "12-34", "telepon saya", "0" * 30])
def test_what_is_no_number_is_rejected(written: str) -> None:
    with pytest.raises(Rejected):
        dialled(written)
