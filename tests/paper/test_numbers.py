"""A form's number: what a tired hand mistypes is noticed."""

from itertools import pairwise

import pytest

from kentongan.paper.numbers import (
    DIGITS,
    LETTERS,
    WrongNumber,
    letter_of,
    new_number,
    read_number,
    written,
)

SOME = [f"{seed * 7919 % 10**DIGITS:0{DIGITS}d}" for seed in range(1, 60)]


def number(digits: str) -> str:
    return digits + letter_of(digits)


def test_a_number_is_read_as_it_is_printed_typed_or_scanned() -> None:
    drawn = new_number()
    for typed in (
        *(drawn, drawn.lower(), f" {written(drawn)} ", f"{drawn[:4]} {drawn[4:]}"),
        f"https://kota.example/k/{drawn}/\r",
        f"HTTPS://KOTA9.EXAMPLE:8000/K/{written(drawn)}",
    ):
        assert read_number(typed) == drawn


def test_a_look_alike_is_forgiven() -> None:
    assert read_number("O1l2345" + letter_of("0112345")) == number("0112345")


def test_every_single_wrong_digit_is_noticed() -> None:
    for digits in SOME:
        for place in range(DIGITS):
            for wrong in "0123456789":
                typed = digits[:place] + wrong + digits[place + 1 :]
                assert (letter_of(typed) == letter_of(digits)) == (typed == digits)


def test_swapped_digits_are_noticed() -> None:
    for digits in SOME:
        for apart in (1, 2):
            for first in range(DIGITS - apart):
                typed = list(digits)
                typed[first], typed[first + apart] = typed[first + apart], typed[first]
                same = "".join(typed) == digits
                assert (letter_of("".join(typed)) == letter_of(digits)) == same


@pytest.mark.parametrize(
    "typed", ["", "1234567", "ABCDEFGH", "12345678", "KC7Q2M9X", "https://kota.example/k/", "٣" * 8]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(WrongNumber):
        read_number(typed)


def test_a_wrong_letter_is_refused() -> None:
    right = number("1234567")
    wrong = next(b for a, b in pairwise(LETTERS) if a == right[-1] or b != right[-1])
    with pytest.raises(WrongNumber):
        read_number(right[:-1] + wrong)
