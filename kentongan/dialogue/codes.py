"""Codes in a message, however they are written: any case, spaces, dashes, look-alike letters."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kentongan.toolbox.codes import ALPHABET, REFERENCE_LENGTH, TRACKING_LENGTH, cleaned, written

MOST_CANDIDATES = 400
MOST_PARTS = 12
"""Parts a code may be torn into: people read it out one sign at a time."""
_PART = re.compile(r"[^\W_]+")
_GROUPED = re.compile(r"(?<![^\W_])[0-9A-Za-z]{4}(?:[ \-.][0-9A-Za-z]{4}){2}(?![^\W_])")
_CALLED = (
    r"(?:\b(?:secret |tracking )?(?:kode|code|nomor)"
    r"(?:[ \t]+(?:rahasia|laporan|saya|report))*[\s:.#=\-]*)?"
)
"""How people say that what follows is a code."""
_SYMBOLS = frozenset(ALPHABET)
_REFERENCE_OF_ANY_CITY = range(2, 5)


class Codes(NamedTuple):
    """What may be a code in a message: to be looked up, and whether anything looks like one."""

    secret: frozenset[str]
    public: frozenset[str]
    looks_like_one: bool


def codes_in(text: str, prefix: str) -> Codes:
    """Return every run of signs that may be a code.

    :param prefix: what the references of this city begin with
    """
    parts = _PART.findall(text.upper())
    runs = list(_runs(parts))[:MOST_CANDIDATES]
    secret = {cleaned(run) for run in runs if len(run) == TRACKING_LENGTH}
    length = len(prefix) + REFERENCE_LENGTH
    public = {
        prefix + cleaned(run[len(prefix) :])
        for run in runs
        if len(run) == length and run.startswith(prefix)
    }
    return Codes(
        frozenset(code for code in secret if _SYMBOLS.issuperset(code)),
        frozenset(public),
        _looks_like_one(text, parts),
    )


def words_beside(text: str, code: str) -> str:
    """Return what is told beside a code, without what only says that it is one."""
    pattern = rf"[ \t]*{_CALLED}{written(code)}[ \t]*[:;,.\-]*[ \t]*"
    told = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    return re.sub(r"\n\s*\n\s*", "\n\n", told).strip()


def _runs(parts: list[str]) -> Iterator[str]:
    longest = TRACKING_LENGTH + max(_REFERENCE_OF_ANY_CITY)
    for first in range(len(parts)):
        run = ""
        for part in parts[first : first + MOST_PARTS]:
            run += part
            if len(run) > longest:
                break
            yield run


def _looks_like_one(text: str, parts: list[str]) -> bool:
    """Whether somebody means to give a code: three groups of four with digits, or a long mixture.

    A code drawn by chance has four digits of twelve; words have none.
    """
    grouped = (match.group() for match in _GROUPED.finditer(text))
    if any(_digits(group) >= 1 and _letters(group) for group in grouped):
        return True
    shortest = REFERENCE_LENGTH + min(_REFERENCE_OF_ANY_CITY)
    return any(
        shortest <= len(part) <= TRACKING_LENGTH + 2 and _digits(part) >= 2 and _letters(part) >= 2
        for part in parts
    )


def _digits(run: str) -> int:
    return sum(sign.isdecimal() for sign in run)


def _letters(run: str) -> int:
    return sum(sign.isalpha() for sign in run)
