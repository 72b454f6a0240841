"""A letter in one short message: 160 signs of GSM 03.38, the address never cut or split.

A message beyond that is carried in pieces that may arrive apart, and an address in two pieces leads
nowhere. So the words give way, never the address. Only who is asked or told something by an officer
gets more pieces: `abridging`.
"""

import unicodedata

MOST = 160
"""Signs of one message in the 7-bit alphabet (3GPP TS 23.038)."""
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")
"""Each of these takes two."""
_PLAIN = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "’": "'", "‘": "'", "…": "..."})


def is_gsm(text: str) -> bool:
    """Whether every sign is of the 7-bit alphabet."""
    return set(text) <= _BASIC | _EXTENDED


def length(text: str) -> int:
    """Return how many signs the text takes on the air."""
    return len(text) + sum(sign in _EXTENDED for sign in text)


def plain(text: str) -> str:
    """Return the text in the 7-bit alphabet, accents and curls dropped."""
    return "".join(map(_plain, " ".join(text.translate(_PLAIN).split())))


def shorten(words: str, link: str, most: int = MOST) -> str:
    """Return words and link in one message: of the words as many as fit, of the link all."""
    # Without room for a single word the address goes alone.
    return f"{cut(plain(words), most - length(link) - 1)} {link}".strip()


def cut(words: str, room: int, mark: str = "...") -> str:
    """Return as many whole words as fit, with a mark where some are missing; "" if none does."""
    if length(words) <= room:
        return words
    pieces: list[str] = []
    for word in words.split(" "):
        if length(" ".join([*pieces, word])) > room - len(mark):
            break
        pieces.append(word)
    return f"{' '.join(pieces)}{mark}" if pieces else ""


def _plain(sign: str) -> str:
    if sign in _BASIC or sign in _EXTENDED:
        return sign
    bare = "".join(c for c in unicodedata.normalize("NFKD", sign) if c in _BASIC)
    return bare or "?"
