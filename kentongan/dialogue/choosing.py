"""Reading a choice: "2", "no. 2", "yang kedua", "nomor dua", or 0 for none of them."""

import re
from typing import Final

from kentongan.sorting.words import plain

ORDINALS: Final = {
    "satu": 1, "pertama": 1, "kesatu": 1, "one": 1, "first": 1, "dua": 2, "kedua": 2, "two": 2,
    "second": 2, "tiga": 3, "ketiga": 3, "three": 3, "third": 3, "empat": 4, "keempat": 4,
    "lima": 5, "kelima": 5, "nol": 0, "bukan": 0, "lainnya": 0, "lain": 0, "none": 0, "other": 0,
}  # fmt: skip
_AROUND_WORDS = "no nomor nomer yang pilih pilihan saya number nr itu the"
_AROUND = frozenset(_AROUND_WORDS.split())
_DIGITS = re.compile(r"\d{1,2}")


def chosen(text: str, most: int) -> int | None:
    """Return the number chosen, 0 for none of them, None where the words choose nothing."""
    words = [word for word in plain(text) if word not in _AROUND]
    if len(words) != 1:
        return None
    word = words[0]
    number = int(word) if _DIGITS.fullmatch(word) else ORDINALS.get(word)
    return number if number is not None and 0 <= number <= most else None
