"""Whether a message says that it is fixed: only a plain yes does, for it ends the case.

A yes is plain where nothing but courtesy stands beside it. Whatever else does may take it back:
"katanya sudah diperbaiki tapi semalam gelap lagi" says yes in the words of somebody else.
"""

import re

from kentongan.dialogue.wishes import Wish
from kentongan.sorting.words import bare, plain

MOST_WORDS_OF_A_VERDICT = 14


def verdict_of(text: str) -> Wish | None:
    """Return whether a message says that it is fixed, or not; None where it says neither plainly.

    To be asked only where somebody waits to hear it: "belum diangkut" otherwise tells of rubbish.
    """
    if _DOUBT.search(bare(text)):
        return None
    words = plain(text)
    said = " ".join(words)
    if len(words) > MOST_WORDS_OF_A_VERDICT:
        return Wish.NOT_FIXED if _begins(said, _NOT_FIXED) else None
    if _is_no(said):
        return Wish.NOT_FIXED
    return Wish.FIXED if _is_yes(said) else None


def _is_no(said: str) -> bool:
    """Where both are said, what stands behind "tapi" counts; behind "padahal" either does."""
    if _apart_from(said, _CALLING) in _NO:
        return True
    if "padahal" in said.split():
        return _holds(said, _NOT_FIXED)
    behind = _BUT.split(said)[-1]
    return _holds(behind, _NOT_FIXED) and not _holds(_without(behind, _NOT_FIXED), _FIXED)


def _is_yes(said: str) -> bool:
    if _THANKS_BEHIND.sub("", _apart_from(said, _CALLING)) in _YES:
        return True
    rest = _without(said, _FIXED)
    return rest != said and not _apart_from(rest, _BESIDE)


def _apart_from(said: str, words: frozenset[str]) -> str:
    return " ".join(word for word in said.split() if word not in words)


def _without(said: str, phrases: tuple[str, ...]) -> str:
    rest = f" {said} "
    for phrase in sorted(phrases, key=len, reverse=True):
        rest = rest.replace(f" {phrase} ", " ")
    return rest.strip()


def _holds(said: str, phrases: tuple[str, ...]) -> bool:
    return any(f" {phrase} " in f" {said} " for phrase in phrases)


def _begins(said: str, phrases: tuple[str, ...]) -> bool:
    return any(f"{said} ".startswith(f"{phrase} ") for phrase in phrases)


def _spelt(*phrases: str) -> tuple[str, ...]:
    """As the words of a message are: through the table of slang."""
    return tuple(" ".join(plain(phrase)) for phrase in phrases)


_NOT_FIXED = _spelt(
    "belum beres", "belum selesai", "belum diperbaiki", "belum jadi", "tidak beres", "masih rusak",
    "masih mati", "masih padam", "masih sama", "masih gelap", "masih bocor", "masih berlubang",
    "masih kotor", "masih mampet", "masih tergenang", "masih menumpuk", "not fixed", "not done",
    "still broken", "belum ditangani", "belum dikerjakan", "belum baik", "belum diangkut",
    "belum bersih", "belum nyala", "belum menyala", "tidak nyala", "tidak menyala", "bohong",
)  # fmt: skip
_FIXED = _spelt(
    "sudah beres", "sudah selesai", "sudah diperbaiki", "sudah baik", "sudah nyala",
    "sudah menyala", "sudah jadi", "sudah ditangani", "it is fixed", "is fixed", "fixed",
    "sudah bagus", "sudah dikerjakan", "beres", "sudah bersih", "sudah diangkut", "already fixed",
    "sudah oke", "sudah ok", "sudah selesai diperbaiki", "sudah selesai dikerjakan", "all good",
)  # fmt: skip
_YES = frozenset({"sudah", "ya", "iya", "ya sudah", "iya sudah", "betul", "benar", "yes"})
_NO = frozenset({"belum", "tidak", "no", "not yet", "ya belum", "maaf belum", "belum maaf"})
_CALLING_WORDS = "pak bu bapak ibu min admin kak mas mbak"
_CALLING = frozenset(_CALLING_WORDS.split())
_BESIDE_WORDS = (
    "ya yah iya nih deh terima kasih banyak thanks thank you yes betul benar oke ok siap baik "
    "alhamdulillah sekarang semua semuanya now lampu jalan jalannya sampah sampahnya lubang "
    "lubangnya air airnya pohon pohonnya selokan selokannya saluran salurannya"
)
_BESIDE = _CALLING | frozenset(_BESIDE_WORDS.split())
"""What may stand beside a plain yes: courtesy, and what it is that was fixed."""
_BUT = re.compile(r" (?:tapi|tetapi|namun|but) ")
_THANKS_BEHIND = re.compile(r" (?:terima(?: kasih)?(?: banyak)?|thanks|thank you)$")
_DOUBT = re.compile(r"[?👎❌😡😠]|[^\W\d_a-z]")
"""A question, a frown, or letters that we do not read."""
