"""What people type is kept safely, and codes survive being read out and typed in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.toolbox.codes import ALPHABET, cleaned, new_code, spoken, without
from kentongan.toolbox.words import TooLong, tidy


def test_nul_and_direction_switches_are_dropped() -> None:
    assert tidy("ja\x00lan \u202erusak\u202c\u200b") == "jalan rusak"


def test_lines_emoji_and_other_scripts_stay() -> None:
    assert (
        tidy("baris satu\r\nbaris dua 👩\u200d🔧 日本") == "baris satu\nbaris dua 👩\u200d🔧 日本"
    )


def test_four_thousand_characters_fit_and_one_more_is_refused() -> None:
    assert len(tidy("a" * 4000)) == 4000
    with pytest.raises(TooLong, match="4001"):
        tidy("a" * 4001)


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(ALPHABET, min_size=12, max_size=12))
def test_a_code_survives_hyphens_and_small_letters(code: str) -> None:
    assert cleaned(spoken(code).lower()) == code


def test_letters_that_are_misread_are_forgiven() -> None:
    assert cleaned("o1il-u") == "0111V"


def test_codes_do_not_repeat() -> None:
    assert len({new_code(12) for _ in range(1000)}) == 1000


def test_a_code_is_no_word_and_no_number() -> None:
    drawn = [new_code(8) for _ in range(3000)]
    assert [code for code in drawn if code.isalpha() or code.isdecimal()] == []


@pytest.mark.parametrize("written", ["7KQ2-M9XA-3FHD", "7kq2 m9xa 3fhd", " ".join("7kq2m9xa3fhd")])
def test_a_code_is_taken_out_of_words_that_otherwise_stay(written: str) -> None:
    words = without(f"baris satu\nkode {written} masih mati", "7KQ2M9XA3FHD")
    assert words == "baris satu\nkode masih mati"
    assert without("  tanpa kode ", "7KQ2M9XA3FHD") == "  tanpa kode "
